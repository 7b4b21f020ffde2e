package hanshu.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.tensor.Key;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final Key KEY = Key.of(1).at("split");

    private static int[] rows(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static void assertParts(Split split, int[] rows) {
        int[] all = IntStream.concat(
                        IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation())),
                        Arrays.stream(split.test()))
                .sorted()
                .toArray();
        assertThat(all).isEqualTo(rows);
    }

    @Test
    void theUsualSharesAre64And16And20Percent() {
        Split split = Split.random(rows(1000), Split.Shares.DEFAULT, KEY);
        assertThat(split.test()).hasSize(200);
        assertThat(split.validation()).hasSize(160);
        assertThat(split.train()).hasSize(640).isSorted();
        assertParts(split, rows(1000));
    }

    @Test
    void theSameKeyGivesTheSameSplitAndAnotherKeyAnother() {
        Split one = Split.random(rows(100), Split.Shares.DEFAULT, KEY);
        assertThat(Split.random(rows(100), Split.Shares.DEFAULT, KEY).test()).isEqualTo(one.test());
        assertThat(Split.random(rows(100), Split.Shares.DEFAULT, Key.of(2)).test())
                .isNotEqualTo(one.test());
        // Pinned: a later version must not silently split otherwise, or results would no longer compare.
        assertThat(one.test())
                .containsExactly(0, 11, 13, 14, 25, 27, 30, 51, 54, 55, 62, 64, 74, 81, 84, 85, 90, 93, 94, 98);
    }

    @Test
    void everyStratumHasItsShareInEveryPart() {
        long seed = 99;
        var random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            int count = 50 + random.nextInt(300);
            int[] strata = random.ints(count, 0, 4).toArray();
            Split split = Split.stratified(rows(count), strata, Split.Shares.DEFAULT, Key.of(round));
            assertParts(split, rows(count));
            for (int stratum = 0; stratum < 4; stratum++) {
                int wanted = stratum;
                long all = Arrays.stream(strata).filter(s -> s == wanted).count();
                long test = Arrays.stream(split.test())
                        .filter(row -> strata[row] == wanted)
                        .count();
                assertThat((double) test)
                        .as("seed %d, round %d", seed, round)
                        .isBetween(0.2 * all - 1.5, 0.2 * all + 1.5);
            }
        }
    }

    @Test
    void groupsStayTogether() {
        int[] groups = IntStream.range(0, 200).map(row -> row % 23).toArray();
        Split split = Split.grouped(rows(200), groups, Split.Shares.DEFAULT, KEY);
        assertParts(split, rows(200));
        assertThat(Arrays.stream(split.test())
                        .map(row -> groups[row])
                        .distinct()
                        .toArray())
                .hasSize(5)
                .doesNotContain(Arrays.stream(split.train())
                        .map(row -> groups[row])
                        .distinct()
                        .toArray());
        assertThatThrownBy(() -> Split.grouped(rows(4), new int[] {1, 1, 2, 2}, Split.Shares.DEFAULT, KEY))
                .isInstanceOf(TableException.class)
                .hasMessage("a split by groups needs three groups, but there are 2");
    }

    @Test
    void timeRunsFromTrainingToTest() {
        double[] times = {5, 3, 9, 1, 7, 2, 8, 4, 6, 0};
        Split split = Split.byTime(rows(10), times, Split.Shares.DEFAULT);
        assertThat(split.test()).containsExactly(2, 6);
        assertThat(split.validation()).containsExactly(0 + 4, 8);
        assertThat(split.train()).hasSize(6);
    }

    @Test
    void aColumnCanNameTheParts() {
        Table table = Table.of(Map.of("part", Cells.texts("train", "Test", "dev", "train")));
        Split split = Split.given(table, "part", rows(4));
        assertThat(split.train()).containsExactly(0, 3);
        assertThat(split.validation()).containsExactly(2);
        assertThat(split.test()).containsExactly(1);
        Table odd = Table.of(Map.of("part", Cells.texts("train", "later")));
        assertThatThrownBy(() -> Split.given(odd, "part", rows(2)))
                .isInstanceOf(TableException.class)
                .hasMessage("table, row 2: column part must say train, validation or test, but says \"later\"");
    }

    @Test
    void foldsAreOfEqualSizeAndStratified() {
        int[] strata = IntStream.range(0, 100).map(row -> row < 20 ? 1 : 0).toArray();
        int[] folds = Split.folds(rows(100), 5, strata, KEY);
        for (int fold = 0; fold < 5; fold++) {
            int wanted = fold;
            assertThat(IntStream.range(0, 100).filter(row -> folds[row] == wanted))
                    .hasSize(20);
            assertThat(IntStream.range(0, 20).filter(row -> folds[row] == wanted))
                    .hasSize(4);
        }
        int[] groups = IntStream.range(0, 100).map(row -> row % 7).toArray();
        int[] grouped = Split.groupedFolds(rows(100), 3, groups, KEY);
        for (int row = 7; row < 100; row++) {
            assertThat(grouped[row]).isEqualTo(grouped[row - 7]);
        }
        assertThatThrownBy(() -> Split.folds(rows(3), 5, new int[3], KEY))
                .isInstanceOf(TableException.class)
                .hasMessage("5 folds can't be made of 3 rows: choose from 2 to 3");
    }

    @Test
    void groupsComeFromAColumn() {
        Table table = Table.of(Map.of("who", Cells.texts("ann", "bob", "ann", "")));
        assertThat(Split.groupsOf(table, "who")).containsExactly(0, 1, 0, -4);
    }

    @Test
    void sharesAreChecked() {
        assertThatThrownBy(() -> new Split.Shares(1, 0.2))
                .isInstanceOf(TableException.class)
                .hasMessage("shares of a split lie from 0 to below 1, but are 1.0 for testing and 0.2 for validation");
        assertThatThrownBy(() -> Split.random(rows(2), new Split.Shares(0.9, 0.1), KEY))
                .isInstanceOf(TableException.class)
                .hasMessage("no rows are left to learn from: 0 are for validation and 2 for testing");
        assertThat(Split.random(rows(10), Split.Shares.DEFAULT.withoutTest(), KEY)
                        .test())
                .isEmpty();
    }
}
