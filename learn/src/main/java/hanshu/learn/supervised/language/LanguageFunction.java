package hanshu.learn.supervised.language;

import hanshu.data.DataException;
import hanshu.data.text.Marks;
import hanshu.data.text.Tokenizer;
import hanshu.learn.supervised.FunctionKind;
import hanshu.learn.supervised.generate.Beam;
import hanshu.learn.supervised.generate.Continuation;
import hanshu.learn.supervised.generate.Sampling;
import hanshu.nn.Params;
import hanshu.nn.io.ModelFileException;
import hanshu.nn.io.SafeTensors;
import hanshu.tensor.Key;
import hanshu.train.config.Config;
import hanshu.train.metric.Perplexity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A language that was learned: it goes on from any beginning, and says how probable a text is. Its file is in safetensors;
 * the metadata holds the tokenizer as a {@code tokenizer.json} and the configuration.
 *
 * @param tested how well it foretold the end of the text that it was learned from
 */
public record LanguageFunction(Tokenizer tokenizer, LanguageModel<?> model, LanguageConfig config, Perplexity tested) {
    private static final String KIND = "language";
    private static final int FORMAT = 1;
    private static final String TOKENIZER = "hanshu.tokenizer";
    private static final String CONFIG = "hanshu.config";
    private static final String LOSS = "hanshu.tested.loss";
    private static final String TOKENS = "hanshu.tested.tokens";

    /** Writes the model file. */
    public void save(Path file) {
        SafeTensors.write(
                file,
                Params.of(model).tensors(),
                Map.of(
                        "format",
                        "hanshu",
                        FunctionKind.KEY,
                        FunctionKind.said(KIND, FORMAT),
                        TOKENIZER,
                        tokenizer.json(),
                        CONFIG,
                        Config.render(config),
                        LOSS,
                        String.valueOf(tested.loss()),
                        TOKENS,
                        String.valueOf(tested.tokens())));
    }

    /**
     * Reads a model file.
     *
     * @throws ModelFileException when it is damaged, or not one of a language
     */
    public static LanguageFunction load(Path file) {
        var content = SafeTensors.read(file);
        var metadata = content.metadata();
        FunctionKind.require(file, metadata, KIND, FORMAT);
        try {
            var tokenizer = Tokenizer.parse("its tokenizer", metadata.getOrDefault(TOKENIZER, ""));
            var config = Config.parse(metadata.getOrDefault(CONFIG, ""), "its configuration", LanguageConfig.DEFAULTS);
            var shape = config.model(tokenizer.size());
            var params = Params.of(shape);
            params.set(content.tensors());
            var tested = new Perplexity(
                    Double.parseDouble(metadata.getOrDefault(LOSS, "")),
                    Long.parseLong(metadata.getOrDefault(TOKENS, "")));
            return new LanguageFunction(tokenizer, params.frozen(shape), config, tested);
        } catch (DataException | IllegalArgumentException e) {
            throw new ModelFileException(file, "is damaged: " + e.getMessage());
        }
    }

    /** How well it foretells the lines of a text. */
    public Perplexity perplexity(List<String> lines) {
        var numbers = LanguageLearning.numbers(tokenizer, String.join("\n", lines) + "\n");
        if (numbers.length <= config.context()) {
            throw new DataException("a text of %d tokens is too short: this model sees %d at once, and needs more"
                    .formatted(numbers.length, config.context()));
        }
        return LanguageModel.perplexity(model, RunningText.of(numbers, config.context()));
    }

    /**
     * Goes on from a beginning, and hands out the text piece by piece, the beginning first.
     *
     * @param prompt the beginning; empty for that of a line
     * @param length how many tokens follow
     * @param key of what is picked by chance
     */
    public void continued(String prompt, int length, Sampling sampling, Key key, Consumer<String> out) {
        var beginning = beginning(prompt);
        var text = new Growing(beginning, length, prompt, out);
        continuation(model, beginning, sampling, key).upTo(length).forEachRemaining(text::add);
        text.end();
    }

    private static <S> Continuation<S> continuation(
            LanguageModel<S> model, int[] beginning, Sampling sampling, Key key) {
        return Continuation.of(model, model.start(1), beginning, sampling, key);
    }

    /** The most probable continuation that a beam finds, behind the beginning. */
    public String mostProbable(String prompt, Beam beam) {
        var beginning = beginning(prompt);
        var answer = answer(model, beginning, beam, Marks.of(tokenizer).end()).stream()
                .mapToInt(i -> i);
        var text = tokenizer.decode(
                IntStream.concat(IntStream.of(beginning), answer).toArray());
        return prompt.isEmpty() ? text.substring(Math.min(1, text.length())) : text;
    }

    private static <S> List<Integer> answer(LanguageModel<S> model, int[] beginning, Beam beam, int end) {
        return beam.answers(model, model.start(1), beginning, end).getFirst().tokens();
    }

    private int[] beginning(String prompt) {
        var text = prompt.isEmpty() ? "\n" : prompt;
        var numbers = tokenizer.plain(text).ids();
        int unknown = Marks.of(tokenizer).unknown();
        if (numbers.length == 0 || IntStream.of(numbers).anyMatch(i -> i == unknown)) {
            throw new DataException(
                    prompt.isEmpty()
                            ? "this model does not know how a line begins: give it a prompt"
                            : "the prompt has what the text that was learned from never had: \"%s\"".formatted(prompt));
        }
        return numbers;
    }

    /** Text that tokens are added to; what may still be half a character waits. */
    private final class Growing {
        private static final char HALF = '\uFFFD';

        private final int[] numbers;
        private final Consumer<String> out;
        private int count;
        private int shown;

        Growing(int[] beginning, int length, String prompt, Consumer<String> out) {
            numbers = IntStream.concat(
                            IntStream.of(beginning), IntStream.range(0, length).map(i -> 0))
                    .toArray();
            count = beginning.length;
            shown = prompt.isEmpty() ? 1 : 0; // the end of the line before is no part of the text
            this.out = out;
            show(false);
        }

        void add(int token) {
            numbers[count++] = token;
            show(false);
        }

        void end() {
            show(true);
        }

        private void show(boolean all) {
            var text = tokenizer.decode(IntStream.of(numbers).limit(count).toArray());
            int complete = text.length();
            while (!all && complete > shown && text.charAt(complete - 1) == HALF) {
                complete--;
            }
            if (complete > shown) {
                out.accept(text.substring(shown, complete));
                shown = complete;
            }
        }
    }
}
