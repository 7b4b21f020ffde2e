package hanshu.learn.supervised.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.data.image.Fitting;
import hanshu.data.image.PictureOptions;
import hanshu.data.image.PictureSize;
import hanshu.data.image.Pictures;
import hanshu.data.series.Series;
import hanshu.learn.supervised.FunctionKind;
import hanshu.learn.supervised.Prediction;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.tensor.Key;
import hanshu.train.config.Config;
import hanshu.train.config.ConfigException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of input tells two classes apart that anyone could; what is measured is on cases kept back. */
class TaskLearningTest {
    private static final int CASES = 120;

    @TempDir
    private Path folder;

    private static String label(int i) {
        return i % 2 == 0 ? "up" : "down";
    }

    static List<String> labels() {
        var labels = new ArrayList<String>();
        for (int i = 0; i < CASES; i++) {
            labels.add(label(i));
        }
        return labels;
    }

    /** Noise, and a bright line in the upper or the lower half. */
    static Given pictures() {
        var size = new PictureSize(8, 8, 1);
        var all = new byte[CASES][64];
        for (int i = 0; i < CASES; i++) {
            var key = Key.of(1).at(i);
            for (int p = 0; p < 64; p++) {
                all[i][p] = (byte) (80 * key.randomDouble(p));
            }
            int row = (i % 2 == 0 ? 1 : 5) + (int) (2 * key.randomDouble(64));
            for (int x = 0; x < 8; x++) {
                all[i][row * 8 + x] = (byte) 250;
            }
        }
        return new Given.Images(
                Pictures.of(size, all),
                new Fitting(size, PictureOptions.Fit.STRETCH, PictureOptions.DEFAULT.maxPixels()));
    }

    private static Given texts() {
        var texts = new ArrayList<String>();
        for (int i = 0; i < CASES; i++) {
            texts.add((i % 3 == 0 ? "we saw it " : "they say it ") + (i % 2 == 0 ? "rise high" : "fall low"));
        }
        return new Given.Texts(texts);
    }

    /** Rising or falling lines of unequal length. */
    static Given series() {
        var all = new ArrayList<Series>();
        for (int i = 0; i < CASES; i++) {
            var values = new float[6 + i % 5];
            for (int t = 0; t < values.length; t++) {
                values[t] = (i % 2 == 0 ? t : -t) + (float) Key.of(2).at(i).randomDouble(t);
            }
            all.add(new Series(values, 1));
        }
        return new Given.Sequences(all, Optional.empty());
    }

    static TaskConfig small(String yaml) {
        var base = Config.parse("{model: network, training: {epochs: 6, batch: 10}}", "test", TaskConfig.DEFAULTS);
        return Config.parse(yaml, "test", base);
    }

    static TaskLearned learn(Cases cases, TaskConfig config) {
        var learning = TaskLearning.of(Understood.of(Provided.of(cases), config));
        return learning.learn(learning.settled(why -> {}), Optional.empty(), event -> {});
    }

    private static double accuracy(TaskLearned learned) {
        return Objects.requireNonNull(learned.measured().unseen().get("accuracy"))
                .orElseThrow();
    }

    /** What stands beside the network is what would be kept: both look at a picture as often. */
    @Test
    void theLineIsMeasuredAsItAnswersWhenItIsKept() {
        var config = small("""
                {model: linear, inputs: [{name: picture, encoder: {type: cnn, width: 4}}], training: {epochs: 1},
                augmentation: {auto: false, testTime: {flip: true, shift: 2}}}
                """);
        var learned = learn(Cases.of("lines", "picture", pictures(), "half", labels()), config);
        assertThat(learned.isNetwork()).isFalse();
        assertThat(learned.measured().linear().get("log_loss"))
                .isEqualTo(learned.measured().unseen().get("log_loss"));
        assertThat(learned.finding()).contains("y = b + w·x was asked for (model: linear): on the validation cases");
    }

    @Test
    void picturesAreToldApartByEachConvolutionalNetwork() {
        var cases = Cases.of("lines", "picture", pictures(), "half", labels());
        for (var type : List.of("cnn", "resnet", "mobilenet")) {
            var config = small("""
                inputs: [{name: picture, encoder: {type: %s, width: 8, layers: 2}}]
                augmentation: {auto: false}
                """.formatted(type));
            assertThat(accuracy(learn(cases, config))).as(type).isGreaterThan(0.85);
        }
    }

    @Test
    void picturesAreToldApartByATransformerOverPatches() {
        var cases = Cases.of("lines", "picture", pictures(), "half", labels());
        var config = Config.parse("""
            inputs: [{name: picture, encoder: {type: vit, width: 16, layers: 1, dropout: 0}}]
            augmentation: {auto: false}
            training: {epochs: 40, rate: 0.005}
            """, "test", small(""));
        assertThat(accuracy(learn(cases, config))).isGreaterThan(0.85);
    }

    @Test
    void picturesThatChangeAndAreMixedAreLearnedFromTooAndAgainWithTheSameBits() {
        var cases = Cases.of("lines", "picture", pictures(), "half", labels());
        for (var mixing : List.of("mixup: 0.2", "cutmix: 0.2")) {
            var config = small("""
                inputs: [{name: picture, encoder: {type: cnn, width: 8, layers: 2}}]
                augmentation: {pictures: [flip: {probability: 0.5}], testTime: {flip: true, shift: 0}, %s}
                training: {epochs: 10}
                """.formatted(mixing));
            var learned = learn(cases, config);
            assertThat(accuracy(learned)).as(mixing).isGreaterThan(0.85);
            assertThat(learned.shareWaited()).isBetween(1e-9, 1.0);
            assertThat(learn(cases, config).function().predict(cases))
                    .isEqualTo(learned.function().predict(cases));
            var file = folder.resolve("model.safetensors");
            learned.function().save(file);
            var loaded = TaskFunction.load(file);
            assertThat(loaded.config()).isEqualTo(learned.function().config());
            assertThat(loaded.predict(cases)).isEqualTo(learned.function().predict(cases));
        }
    }

    @Test
    void aFewValidationCasesChooseNoEpoch() {
        var cases = Cases.of("lines", "series", series(), "half", labels());
        var yaml = "{inputs: [{name: series, encoder: {type: cnn, width: 8, layers: 1}}], training: {epochs: 7, rate:"
                + " 0.3}";
        var asked = learn(cases, small(yaml + "}"));
        assertThat(asked.known().validationCases()).isLessThan(50);
        assertThat(asked.bestEpoch()).isEqualTo(7);
    }

    @Test
    void textsAreToldApart() {
        var learned = learn(
                Cases.of("news", "text", texts(), "half", labels()),
                small("inputs: [{name: text, encoder: {width: 8}}]"));
        assertThat(accuracy(learned)).isEqualTo(1);
    }

    @Test
    void seriesOfUnequalLengthAreToldApartByEachNetworkForThem() {
        var cases = Cases.of("lines", "series", series(), "half", labels());
        for (var type : List.of("cnn", "resnet", "rnn", "lstm", "gru", "tcn", "transformer")) {
            var config = small(
                    "inputs: [{name: series, encoder: {type: %s, width: 8, layers: 2, dropout: 0}}]".formatted(type));
            assertThat(accuracy(learn(cases, config))).as(type).isGreaterThan(0.85);
        }
    }

    @Test
    void stepsThatAreLeftOutAreTold() {
        var cases = Cases.of("lines", "series", series(), "half", labels());
        assertThat(Understood.of(Provided.of(cases), small("{inputs: [{name: series, size: 9}], split: {test: 0}}"))
                        .notices())
                .extracting(Wording::english)
                .containsExactly(
                        "series: 24 of 120 are longer than 9 steps; what is beyond is left out (size: more, for all of"
                                + " it).");
    }

    @Test
    void severalInputsAnswerSeveralOutputsAndAFileKeepsAll() {
        var inputs = new LinkedHashMap<String, Given>();
        inputs.put("text", texts());
        inputs.put("series", series());
        var answers = new LinkedHashMap<String, List<String>>();
        answers.put("half", labels());
        var heights = new ArrayList<String>();
        labels().forEach(label -> heights.add(label.equals("up") ? "2.5" : "-2.5"));
        answers.put("height", heights);
        var cases = new Cases("both", inputs, answers, row -> "case " + (row + 1), List.of());
        var learned = learn(cases, small("""
            inputs: [{name: text, encoder: {width: 8}}, {name: series, encoder: {type: gru, width: 8}}]
            outputs: [{name: half}, {name: height, kind: number, weight: 0.5}]
            """));
        assertThat(learned.outputs()).hasSize(2);
        assertThat(accuracy(learned)).isEqualTo(1);

        var file = folder.resolve("model.safetensors");
        learned.function().save(file);
        assertThat(FunctionKind.in(file)).isEqualTo("task");
        var loaded = TaskFunction.load(file);
        assertThat(loaded.predict(cases)).isEqualTo(learned.function().predict(cases));
        var first = loaded.predict(cases).getFirst();
        assertThat(Objects.requireNonNull(first.get("half")).answer()).isEqualTo("up");
        assertThat(((Prediction.Quantity) Objects.requireNonNull(first.get("height"))).value())
                .isBetween(1.0, 4.0);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        var cases = Cases.of("lines", "series", series(), "half", labels());
        var config = small("inputs: [{name: series, encoder: {type: gru, width: 4}}]");
        assertThat(learn(cases, config).function().predict(cases))
                .isEqualTo(learn(cases, config).function().predict(cases))
                .isNotEqualTo(learn(cases, config.withSeed(1)).function().predict(cases));
    }

    @Test
    void aRowIsLeftOutWhereAnyOfItsPicturesCannotBeRead() throws IOException {
        var rows = new StringBuilder("left,right,half\n");
        for (int i = 0; i < 60; i++) {
            for (var side : List.of("left", "right")) {
                var image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
                for (int x = 0; x < 8; x++) {
                    image.setRGB(x, (i % 2 == 0 ? 1 : 5) + i % 3 % 2, 0xc8c8c8);
                }
                ImageIO.write(image, "png", folder.resolve(side + i + ".png").toFile());
            }
            rows.append("left%d.png,right%d.png,%s\n".formatted(i, i, label(i)));
        }
        Files.writeString(folder.resolve("left30.png"), "no picture");
        Files.writeString(folder.resolve("right41.png"), "");
        var table = Files.writeString(folder.resolve("pairs.csv"), rows);
        var config = small("""
            onError: skip
            outputs: [{name: half}]
            """);
        var provided = Opening.of(table, config);
        var cases = provided.learning();
        assertThat(cases.count()).isEqualTo(58);
        assertThat(cases.inputs().keySet()).containsExactly("left", "right");
        assertThat(cases.answers().get("half")).hasSize(58).startsWith("up", "down");
        assertThat(cases.place().apply(30)).contains("pairs.csv:33"); // the header, and row 30, which is left out
        assertThat(cases.notices())
                .extracting(Wording::english)
                .anyMatch(text -> text.contains("left30.png (") && text.contains("pairs.csv:32"))
                .anyMatch(text -> text.contains("right41.png (") && text.contains("pairs.csv:43"));
        assertThat(Understood.of(provided, config).trainCases()).isPositive();
        assertThatThrownBy(() -> Opening.of(table, small("outputs: [{name: half}]")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("left30.png");
    }

    @Test
    void howModestProbabilitiesAreDoesNotDecideWhichEpochIsKept() {
        var form = new OutputForm.OneClass(List.of("no", "yes"));
        double[][] truth = {{0}, {1}, {1}, {0}, {1}};
        double[][] sure = {{0.9, 0.1}, {0.2, 0.8}, {0.7, 0.3}, {0.95, 0.05}, {0.1, 0.9}};
        var modest = new double[sure.length][];
        for (int i = 0; i < sure.length; i++) {
            double no = Math.sqrt(sure[i][0]);
            double yes = Math.sqrt(sure[i][1]);
            modest[i] = new double[] {no / (no + yes), yes / (no + yes)};
        }

        var ofSure = Judging.losses(form, truth, Judging.calibrated(form, truth, sure));
        var ofModest = Judging.losses(form, truth, Judging.calibrated(form, truth, modest));

        assertThat(ofModest).containsExactly(ofSure, within(1e-9));
        assertThat(ofSure).isNotEqualTo(Judging.losses(form, truth, sure));
    }

    @Test
    void aConfigurationThatContradictsItselfIsRefused() {
        var cases = Cases.of("lines", "picture", pictures(), "half", labels());
        assertThatThrownBy(() ->
                        Understood.of(Provided.of(cases), small("inputs: [{name: picture, encoder: {type: lstm}}]")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("encoder: pictures are read by cnn, resnet, mobilenet or vit, not by lstm");
        assertThatThrownBy(() -> Understood.of(Provided.of(cases), small("outputs: [{name: colour}]")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("outputs: lines has no colour; it has half");
        assertThatThrownBy(() -> small("outputs: [{name: half, kind: class, loss: mse}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("half is a class, which the loss mse does not fit");
        assertThatThrownBy(() -> Understood.of(
                        Provided.of(Cases.of("news", "text", texts(), "half", labels())),
                        small("augmentation: {mixup: 0.2}")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("augmentation: mixup and cutmix mix pictures, and nothing else is read then");
        assertThatThrownBy(() -> small("augmentation: {mixup: 1, cutmix: 1}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "augmentation: mixup and cutmix are from 0 to 100 and one of them is 0, got 1.0 and 1.0");
        assertThatThrownBy(() -> small("inputs: [{name: a, encodr: {type: cnn}}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("unknown key inputs[0].encodr")
                .hasMessageContaining("encoder");
    }
}
