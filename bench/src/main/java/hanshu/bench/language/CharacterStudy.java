package hanshu.bench.language;

import hanshu.learn.supervised.generate.Continuation;
import hanshu.learn.supervised.generate.Sampling;
import hanshu.learn.supervised.language.Gpt;
import hanshu.learn.supervised.language.LanguageModel;
import hanshu.learn.supervised.language.LstmLanguageModel;
import hanshu.learn.supervised.language.RunningText;
import hanshu.nn.Params;
import hanshu.nn.optim.AdamW;
import hanshu.nn.optim.Clipping;
import hanshu.nn.optim.Group;
import hanshu.nn.optim.Schedule;
import hanshu.tensor.Key;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Learns the characters of a text in nanoGPT's setting for a CPU (its README: validation loss 1.88 on
 * tinyshakespeare.txt): the first 90 % of the text, 2,000 steps of 12 windows of 64 characters, AdamW with β 0.9 and
 * 0.99 and a weight decay of 0.1 for matrices, rate 0.001 (LSTM 0.003) after 100 steps of warm-up and down half a cosine to a tenth,
 * gradients clipped at 1. The loss is that of all of the last 10 %.
 *
 * <pre>{@code java … hanshu.bench.language.CharacterStudy TEXT gpt|lstm [STEPS [SEED [RATE]]]}</pre>
 */
public final class CharacterStudy {
    private static final int CONTEXT = 64;
    private static final int BATCH = 12;
    private static final int WARM_UP = 100;

    private CharacterStudy() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 2 || args.length > 5) {
            throw new IllegalArgumentException("usage: CharacterStudy TEXT gpt|lstm [STEPS [SEED [RATE]]]");
        }
        int steps = args.length > 2 ? Integer.parseInt(args[2]) : 2000;
        var key = Key.of(args.length > 3 ? Long.parseLong(args[3]) : 1);
        double rate = args.length > 4 ? Double.parseDouble(args[4]) : args[1].equals("gpt") ? 1e-3 : 3e-3;
        var text = Files.readString(Path.of(args[0]));
        var characters = text.chars().distinct().sorted().toArray();
        switch (args[1]) {
            case "gpt" -> learn(Gpt.of(Gpt.Config.small(characters.length), key), rate, text, characters, steps, key);
            case "lstm" -> {
                var model = LstmLanguageModel.of(characters.length, CONTEXT, 128, 224, 2, 0, key);
                learn(model, rate, text, characters, steps, key);
            }
            default -> throw new IllegalArgumentException("expected gpt or lstm, got " + args[1]);
        }
    }

    private static <S> void learn(
            LanguageModel<S> model, double rate, String text, int[] characters, int steps, Key key) {
        var numbers = text.chars().map(c -> Arrays.binarySearch(characters, c)).toArray();
        var all = RunningText.of(numbers, CONTEXT);
        int split = numbers.length * 9 / 10;
        var unseen = all.part(split, numbers.length);
        long start = System.nanoTime();
        var training = Training.of(
                model,
                LanguageModel::loss,
                all.part(0, split).anywhere(steps * BATCH, key.at("windows")),
                config(model, rate, steps),
                key.at("training"));
        double sum = 0;
        for (var step : training) {
            sum += step.loss();
            if (step.step() % 100 == 0) {
                System.err.printf(
                        Locale.ROOT,
                        "step %d  loss %.4f  %.1f s%n",
                        step.step(),
                        sum / 100,
                        (System.nanoTime() - start) * 1e-9);
                sum = 0;
            }
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        var learned = training.model();
        var perplexity = LanguageModel.perplexity(learned, unseen);
        System.out.printf(
                Locale.ROOT,
                "%s: %,d parameters, %,d steps in %.1f s; validation loss %.4f (nanoGPT 1.88), perplexity %.2f, %.3f"
                        + " bits a character%n",
                model,
                Params.of(model).count(),
                steps,
                seconds,
                perplexity.mean(),
                perplexity.value(),
                perplexity.bits());
        int[] beginning = {Arrays.binarySearch(characters, '\n')};
        Continuation.of(
                        learned,
                        learned.start(1),
                        beginning,
                        Sampling.atTemperature(0.8).withTopP(0.95),
                        key.at("said"))
                .upTo(400)
                .forEachRemaining(c -> System.out.print((char) characters[c]));
        System.out.println();
    }

    private static TrainingConfig config(LanguageModel<?> model, double rate, int steps) {
        var vectors = Params.of(model).slots().stream()
                .filter(s -> s.shape().rank() < 2)
                .map(Params.Slot::name)
                .toList();
        return TrainingConfig.of(1, BATCH, rate)
                .withOptimiser(new AdamW.Config(0.9, 0.99, 1e-8, 0.1, false))
                .withGroups(List.of(Group.withoutDecay(vectors::contains)))
                .withSchedule(new Schedule.WarmUp(WARM_UP, new Schedule.Cosine(Math.max(1, steps - WARM_UP), 0.1)))
                .withClip(Clipping.byNorm(1));
    }
}
