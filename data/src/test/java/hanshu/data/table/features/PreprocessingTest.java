package hanshu.data.table.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.table.Kind;
import hanshu.data.table.ReadOptions;
import hanshu.data.table.Schema;
import hanshu.data.table.Table;
import hanshu.data.table.TableException;
import hanshu.data.table.Target;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
    private static final String ZOO = """
            weight,kind,tame,born,note,y
            1,cat,yes,2012-01-01,likes warm milk,10
            2,dog,no,2012-04-01,likes old bones,20
            3,cat,no,2012-07-01,likes the warm sun,31
            ,,,,,25
            5,dog,yes,2012-10-01,likes to run fast,50
            """;

    private static Table table(String text) {
        return Table.read("zoo.csv", new StringReader(text), ReadOptions.DEFAULT);
    }

    private static Preprocessing fit(Table table) {
        return fit(table, Preprocessing.Options.DEFAULT);
    }

    private static Preprocessing fit(Table table, Preprocessing.Options options) {
        Schema schema = Schema.of(table);
        Target target = Target.of(table, schema, "y");
        return Preprocessing.fit(table, target.present(table), schema, target, options);
    }

    private static float[] row(Features features, int row) {
        var numbers = new float[features.numberWidth()];
        System.arraycopy(features.numbers(), row * numbers.length, numbers, 0, numbers.length);
        return numbers;
    }

    private static double clipped(double z) {
        return z / Math.sqrt(1 + z * z / 9);
    }

    @Test
    void everyKindBecomesNumbersOrACategory() {
        Table table = table(ZOO);
        assertThat(Schema.of(table).columns())
                .extracting(column -> column.kind())
                .containsExactly(Kind.NUMBER, Kind.CATEGORY, Kind.YES_NO, Kind.DATE, Kind.TEXT, Kind.NUMBER);
        Preprocessing fitted = fit(table);
        assertThat(fitted.numberNames())
                .containsExactly(
                        "weight",
                        "weight missing",
                        "tame",
                        "born elapsed",
                        "born year sin",
                        "born year cos",
                        "born missing",
                        "note: likes",
                        "note: warm");
        assertThat(fitted.categoryNames()).containsExactly("kind");
        assertThat(fitted.cardinalities()).containsExactly(3);

        Features features = fitted.apply(table);
        assertThat(features.categories()).containsExactly(1, 2, 1, 0, 2);
        // weight: median 2.5, quartiles 1.75 and 3.5; born: 0, 91, 182 and 274 days, median 136.5, quartiles 68.25, 205
        double phase = 2 * Math.PI * (15522 / 365.2425 - Math.floor(15522 / 365.2425));
        double warm = 1 + Math.log(6.0 / 3);
        double likes = 1 + Math.log(6.0 / 5);
        assertThat(row(features, 2))
                .containsExactly(
                        new float[] {
                            (float) clipped(0.5 / 1.75),
                            0,
                            -1,
                            (float) clipped((182 - 136.5) / 136.75),
                            (float) Math.sin(phase),
                            (float) Math.cos(phase),
                            0,
                            (float) (likes / Math.hypot(likes, warm)),
                            (float) (warm / Math.hypot(likes, warm))
                        },
                        within(1e-6f));
        assertThat(row(features, 3)).containsExactly(0, 1, 0, 0, 0, 0, 1, 0, 0);
    }

    @Test
    void onlyTrainingRowsAreLookedAt() {
        Table table = table(ZOO);
        Schema schema = Schema.of(table);
        Preprocessing fitted = Preprocessing.fit(table, new int[] {0, 2}, schema, Target.of(table, schema, "y"));
        assertThat(fitted.categoryNames()).as("all cats").isEmpty();
        assertThat(fitted.apply(table, new int[] {3}).numberWidth())
                .as("nothing was missing in training, so nothing says that it is")
                .isEqualTo(fitted.numberNames().size());
        assertThat(fitted.numberNames()).doesNotContain("weight missing").contains("weight");
        assertThat(fitted.apply(table, new int[] {3}).numbers()[0]).isZero();
    }

    @Test
    void robustScalingFollowsTheFormula() {
        var usual = Scaling.Robust.fit(new double[] {1, 2, 3, 4, 5});
        assertThat(usual).isEqualTo(new Scaling.Robust(3, 0.5));
        assertThat(usual.apply(3)).isZero();
        assertThat(usual.apply(7)).isCloseTo(2 / Math.sqrt(1 + 4 / 9.0), within(1e-15));
        assertThat(usual.apply(1e12)).isCloseTo(3, within(1e-9));
        assertThat(Scaling.Robust.fit(new double[] {0, 0, 0, 0, 8})).isEqualTo(new Scaling.Robust(0, 0.25));
        assertThat(Scaling.Robust.fit(new double[] {7}).apply(9)).isZero();
    }

    @Test
    void quantileNormalTurnsPlacesIntoDeviates() {
        var scaling = Scaling.QuantileNormal.fit(
                IntStream.rangeClosed(0, 100).asDoubleStream().map(Math::exp).toArray());
        assertThat(scaling.apply(Math.exp(50))).isCloseTo(0, within(1e-12));
        assertThat(scaling.apply(Math.exp(84))).isCloseTo(0.994457883209753, within(1e-12)); // Φ⁻¹(0.84)
        assertThat(scaling.apply(-5)).isCloseTo(-5.199337582187471, within(1e-9)); // Φ⁻¹(10⁻⁷)
        assertThat(scaling.apply(1e60)).isCloseTo(5.199337582187471, within(1e-9));
        var ties = Scaling.QuantileNormal.fit(new double[] {0, 0, 0, 1, 2});
        assertThat(ties.apply(0)).isCloseTo(-0.6744897501960817, within(1e-12)); // Φ⁻¹(¼)
        assertThat(ties.apply(0.5)).isCloseTo(0.3186393639643752, within(1e-12)); // Φ⁻¹(⅝)
    }

    @Test
    void theNormalDistributionIsInvertedToFullPrecision() {
        assertThat(NormalDistribution.inverse(0.5)).isZero();
        assertThat(NormalDistribution.inverse(0.975)).isCloseTo(1.959963984540054, within(1e-15));
        assertThat(NormalDistribution.inverse(0.001)).isCloseTo(-3.090232306167813, within(1e-14));
        assertThat(NormalDistribution.inverse(1e-20)).isCloseTo(-9.262340089798409, within(1e-13));
    }

    @Test
    void binsHoldEquallyManyTrainingRows() {
        String text = IntStream.range(0, 101)
                .mapToObj(i -> Math.sqrt(i) + "," + (i < 60 ? 0 : i) + "," + 1.5 * i * i % 7 + "\n")
                .collect(Collectors.joining("", "a,b,y\n", ""));
        Preprocessing fitted = fit(table(text), new Preprocessing.Options(Scaling.Method.ROBUST, 10, 256, false));
        Features features = fitted.apply(table(text));
        assertThat(fitted.bins().get(0)).hasSize(11).isSorted();
        assertThat(fitted.bins().get(0).get(3)).isEqualTo(row(features, 30)[0]);
        assertThat(fitted.bins().get(1))
                .as("the frequent value is one edge, the others share the rest")
                .hasSize(10)
                .isSorted();
    }

    @Test
    void rareValuesOfManyCountAsUnseen() {
        String text = IntStream.range(0, 200)
                .mapToObj(i -> (i < 80 ? "rare" + i : "often" + i % 4) + "," + i % 2 + "\n")
                .collect(Collectors.joining("", "word,y\n", ""));
        Preprocessing fitted = fit(table(text));
        assertThat(fitted.cardinalities()).containsExactly(5);
        assertThat(fitted.apply(table(text)).categories()).startsWith(0, 0, 0).endsWith(1, 2, 3, 4);
    }

    @Test
    void jsonHoldsEverythingExactly() {
        long seed = 31;
        var random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            String text = IntStream.range(0, 40)
                    .mapToObj(i -> random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10) + ",\"k"
                            + random.nextInt(4) + "é\"\"中\","
                            + (random.nextBoolean() ? "yes" : random.nextBoolean() ? "no" : "")
                            + ",2020-0%d-1%d,".formatted(1 + random.nextInt(9), random.nextInt(10))
                            + "word" + random.nextInt(9) + " and other things," + random.nextDouble() + "\n")
                    .collect(Collectors.joining("", "n,c,a,d,t,y\n", ""));
            Table table = table(text);
            Preprocessing fitted = fit(
                    table,
                    new Preprocessing.Options(
                            round % 2 == 0 ? Scaling.Method.ROBUST : Scaling.Method.QUANTILE_NORMAL,
                            16,
                            20,
                            round % 3 == 0));
            Preprocessing read = Preprocessing.fromJson(fitted.toJson());
            assertThat(read).as("seed %d, round %d", seed, round).isEqualTo(fitted);
            assertThat(read.toJson()).isEqualTo(fitted.toJson());
            assertThat(read.apply(table).numbers())
                    .containsExactly(fitted.apply(table).numbers());
            assertThat(read.apply(table).categories())
                    .containsExactly(fitted.apply(table).categories());
        }
    }

    @Test
    void aDamagedJsonIsRefused() {
        String json = fit(table(ZOO)).toJson();
        for (String damaged : new String[] {
            "",
            "{",
            "[]",
            json.substring(0, json.length() / 2),
            json.replace("\"header\"", "\"heather\""),
            json.replace("\"yes/no\"", "\"maybe\""),
            json.replaceFirst("\"median\":[-0-9.]+,", "")
        }) {
            assertThatThrownBy(() -> Preprocessing.fromJson(damaged))
                    .isInstanceOf(TableException.class)
                    .hasMessageStartingWith("the preprocessing in the model file can't be read: ")
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void oneRowFromAMapIsLikeARowOfTheTable() {
        Table table = table(ZOO);
        Preprocessing fitted = fit(table);
        Map<String, Object> cat = Map.of(
                "weight",
                3,
                "kind",
                "cat",
                "tame",
                false,
                "born",
                LocalDate.of(2012, 7, 1),
                "note",
                "likes the warm sun");
        assertThat(fitted.apply(cat).numbers()).containsExactly(row(fitted.apply(table), 2));
        assertThat(fitted.apply(cat).categories()).containsExactly(1);
        Map<String, Object> unknown = Map.of("weight", Double.NaN, "kind", "", "tame", "", "born", "", "note", "");
        assertThat(fitted.apply(unknown).numbers()).containsExactly(row(fitted.apply(table), 3));
        assertThat(fitted.apply(Map.of("weight", 3, "kind", "yak", "tame", "YES", "born", "", "note", ""))
                        .categories())
                .containsExactly(0);
    }

    @Test
    void missingAndExtraColumnsAreRefused() {
        Preprocessing fitted = fit(table(ZOO));
        Map<String, Object> row =
                new HashMap<>(Map.of("weight", 3, "kind", "cat", "tame", "no", "born", "", "note", ""));
        row.remove("kind");
        assertThatThrownBy(() -> fitted.apply(row))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        "the row has no column \"kind\", which the model reads; the model reads weight, kind, tame, born, note");
        row.put("kinds", "cat");
        assertThatThrownBy(() -> fitted.apply(row))
                .hasMessage(
                        "the row has no column \"kind\", which the model reads; is its column \"kinds\" meant? Rename it");
        row.put("kind", "cat");
        assertThatThrownBy(() -> fitted.apply(row))
                .hasMessage(
                        "the row has a column \"kinds\", which the model does not know; did you mean \"kind\"?; remove it, or give --ignore-extra");
    }

    @Test
    void cellsOfAnotherSortAreRefused() {
        Preprocessing fitted = fit(table(ZOO));
        Map<String, Object> row =
                new HashMap<>(Map.of("weight", "heavy", "kind", "", "tame", "", "born", "", "note", ""));
        assertThatThrownBy(() -> fitted.apply(row))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        "the row, row 1: column weight holds numbers in the training data, but here it is \"heavy\": correct it, or leave it empty if it is not known");
        row.put("weight", Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> fitted.apply(row)).hasMessageContaining("but here it is \"Infinity\"");
        row.put("weight", 1);
        row.put("tame", "rather");
        assertThatThrownBy(() -> fitted.apply(row))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        "the row, row 1: column tame holds yes or no (or 1 and 0, true and false …), but here it is \"rather\": correct it, or leave it empty if it is not known");
        row.put("tame", 1);
        row.put("born", "today");
        assertThatThrownBy(() -> fitted.apply(row))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        "the row, row 1: column born holds dates such as 1970-01-01, but here it is \"today\": correct it, or leave it empty if it is not known");
    }

    @Test
    void aFileToPredictIsReadAsTheTrainingFileWas() {
        String text = IntStream.range(0, 40)
                .mapToObj(i -> "0" + i % 4 + "," + i * 0.37 % 1 + "\n")
                .collect(Collectors.joining());
        Table training = table(text);
        Schema schema = Schema.of(training);
        Preprocessing fitted =
                Preprocessing.fit(training, new int[] {0, 1, 2, 3, 4}, schema, Target.of(training, schema, "2"));
        assertThat(training.names()).containsExactly("column1", "column2");
        Table alone =
                Table.read("new.csv", new StringReader("03,1\n"), fitted.reading("table.csv", ReadOptions.DEFAULT));
        assertThat(fitted.apply(alone).categories()).containsExactly(4);
    }

    @Test
    void nothingToLearnFrom() {
        Table table = table("a,y\n1,1\n2,2\n3,3\n4,4\n5,5.5\n");
        Schema schema = Schema.of(table);
        Target target = Target.of(table, schema, "y");
        assertThatThrownBy(() -> Preprocessing.fit(table, new int[] {2}, schema, target))
                .isInstanceOf(TableException.class)
                .hasMessage("no column of zoo.csv varies in the training rows: there is nothing to learn from");
    }
}
