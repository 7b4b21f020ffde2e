package hanshu.learn.supervised.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.data.DataException;
import hanshu.learn.supervised.SupervisedConfig.ModelChoice;
import hanshu.train.config.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts from their file to their answers. */
class TextTaskTest {
    private static final OutputForm FORM = new OutputForm.OneClass(List.of("no", "yes"));

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.ISO_8859_1);
    }

    /** Reviews in a file of ISO-8859-1. */
    private Path reviews(String more) throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            lines.append(i % 2 == 0 ? "good un café très bon " : "bad une idée bête ")
                    .append(i % 7)
                    .append('\n');
        }
        return file("reviews.train", lines + more);
    }

    private static TaskConfig config(String yaml) {
        return Config.parse(yaml, "test", TaskConfig.DEFAULTS);
    }

    private static Understood understood(Path file, TaskConfig config) {
        return Understood.of(Opening.of(file, config), config);
    }

    @Test
    void wordsOfAnyEncodingAreReadAndTheFileKeepsHowTheyAreCut() throws IOException {
        for (var choice : List.of("network", "linear")) {
            for (var tokens : List.of("words", "characters", "bpe", "word_piece", "unigram")) {
                var config = config("""
                    {model: %s, training: {epochs: 3, batch: 10}, augmentation: {words: 0.1},
                    inputs: [{name: text, tokens: %s, encoder: {type: cnn, width: 8}}]}""".formatted(choice, tokens));
                var learning = TaskLearning.of(understood(reviews(""), config));
                var learned = learning.learn(learning.settled(why -> {}), Optional.empty(), event -> {});
                assertThat(learned.isNetwork()).isEqualTo(choice.equals("network"));
                var model = folder.resolve("model.safetensors");
                learned.function().save(model);
                var loaded = TaskFunction.load(model);
                var asked = file("asked.txt", "le café très bon\nune idée bête\n");
                assertThat(loaded.predict(Opening.asked(List.of(asked), loaded)))
                        .isEqualTo(learned.function().predict(Opening.asked(List.of(asked), learned.function())));
                assertThat(loaded.evaluate(Opening.judged(reviews(""), loaded))).hasSize(1);
                assertThat(loaded.inputs()).isEqualTo(learned.function().inputs());
            }
        }
    }

    @Test
    void longTextsAndEmptyOnesAreCounted() {
        var texts = new ArrayList<String>();
        var labels = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            texts.add(i == 3 ? "" : i % 2 == 0 ? "one two three four" : "five six");
            labels.add(i % 2 == 0 ? "long" : "short");
        }
        var cases = Cases.of("lengths", "text", new Given.Texts(texts), "length", labels);
        var config = config("{inputs: [{name: text, size: 3}], split: {test: 0}}");
        assertThat(Understood.of(Provided.of(cases), config).notices())
                .contains(
                        "text: 1 of 40 texts are empty.",
                        "text: 20 of 40 texts are longer than 3 words; what is beyond is left out (size: more, for all of it).");
    }

    @Test
    void whatCantBeLearnedFromIsNamedInOneLine() throws IOException {
        assertThatThrownBy(() -> Opening.of(reviews("good\n"), config("{}")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("reviews.train:61: a line is LABEL TEXT, but this one is: good");
        assertThat(understood(reviews("good\n"), config("{onError: skip}")).notices())
                .anyMatch(notice -> notice.contains("reviews.train:61"));
        assertThat(understood(reviews("odd un mot\n"), config("{}")).notices())
                .anyMatch(notice -> notice.contains("\"odd\" occurs"));
        var empty = Cases.of(
                "none", "text", new Given.Texts(List.of("", " ", "", " ")), "class", List.of("a", "b", "a", "b"));
        assertThatThrownBy(() -> Understood.of(Provided.of(empty), config("{split: {test: 0}}")))
                .isInstanceOf(DataException.class)
                .hasMessage("text: all texts are empty, so there is nothing to learn from");
    }

    @Test
    void theSimplerFunctionIsKeptWhereItIsBetter() {
        double[][] truth = {{0}, {1}, {1}, {0}};
        double[][] sure = {{0.9, 0.1}, {0.1, 0.9}, {0.2, 0.8}, {0.8, 0.2}};
        double[][] wrong = {{0.9, 0.1}, {0.1, 0.9}, {0.8, 0.2}, {0.8, 0.2}};
        assertThat(Kept.of(ModelChoice.AUTO, FORM, truth, sure, wrong).isNetwork())
                .isFalse();
        assertThat(Kept.of(ModelChoice.AUTO, FORM, truth, wrong, sure).isNetwork())
                .isTrue();
        assertThat(Kept.of(ModelChoice.AUTO, FORM, truth, sure, sure).isNetwork())
                .isTrue();
        assertThat(Kept.of(ModelChoice.NETWORK, FORM, truth, sure, wrong).isNetwork())
                .isTrue();
        assertThat(Kept.of(ModelChoice.LINEAR, FORM, truth, wrong, sure).isNetwork())
                .isFalse();
        assertThat(Kept.of(ModelChoice.AUTO, FORM, truth, sure, wrong).reason())
                .startsWith(
                        "y = b + w·x was kept: on the validation cases the network names 1 fewer right, and its loss there is");
    }
}
