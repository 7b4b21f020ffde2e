package hanshu.learn.supervised.task;

import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.model.Line;
import hanshu.learn.supervised.task.model.Part;
import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.learn.supervised.task.output.TagForm;
import hanshu.learn.supervised.task.output.TextOutput;
import hanshu.nn.Params;
import hanshu.nn.optim.AdamW;
import hanshu.nn.optim.OneCycle;
import hanshu.tensor.Key;
import hanshu.train.Score;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The functions that a network must beat: the same answer for every case, and y = b + w·x. */
final class Plain {
    private static final int EPOCHS = 6;
    private static final int BATCH = 128;
    private static final double RATE = 2e-3;

    /** Most words are rare, so that their weights must go far in few steps. */
    private static final double RATE_OF_TEXTS = 2e-2;

    private Plain() {}

    /** The answer that looks at nothing: the shares of the classes, or the mean; in place of a text the one that is read. */
    static Map<String, double[][]> naive(Part train, Part of) {
        var answers = new LinkedHashMap<String, double[][]>();
        train.forms().outputs().forEach((name, form) -> {
            if (form instanceof TextOutput text) {
                var read =
                        (Given.Texts) Objects.requireNonNull(of.cases().inputs().get(text.input()));
                answers.put(
                        name,
                        Arrays.stream(of.rows())
                                .mapToObj(row -> TextOutput.row(read.all().get(row)))
                                .toArray(double[][]::new));
                return;
            }
            var truth = train.truth(name);
            if (form instanceof TagForm tags) {
                answers.put(name, everywhere(tags.commonest(truth), of.truth(name)));
                return;
            }
            var mean = new double[form.width()];
            for (var row : truth) {
                for (int k = 0; k < mean.length; k++) {
                    mean[k] += form instanceof OutputForm.OneClass ? (row[0] == k ? 1 : 0) : row[k];
                }
            }
            for (int k = 0; k < mean.length; k++) {
                mean[k] /= truth.length;
            }
            var all = new double[of.count()][];
            Arrays.fill(all, mean);
            answers.put(name, all);
        });
        return answers;
    }

    /** The same tag at each step. */
    private static double[][] everywhere(int tag, double[][] truth) {
        return Arrays.stream(truth)
                .map(row -> {
                    var same = new double[row.length];
                    Arrays.fill(same, tag);
                    return same;
                })
                .toArray(double[][]::new);
    }

    /** Learns y = b + w·x. */
    static Line line(Understood known) {
        var config = known.config();
        var train = known.train();
        var line = Line.of(known.forms(), config, train);
        var params = Params.of(line).learning(name -> name.startsWith("parts") || name.startsWith("steps"));
        int epochs = Math.clamp(100_000 / train.count(), EPOCHS, 100);
        int steps = epochs * Math.ceilDiv(train.count(), BATCH);
        var training = Training.of(
                line,
                params,
                (model, batch, pass) -> NetworkTraining.loss(model, batch, pass, batch, config),
                train,
                TrainingConfig.of(epochs, BATCH, known.readsTexts() ? RATE_OF_TEXTS : RATE)
                        .withOptimiser(new AdamW.Config(0.9, 0.999, 1e-8, 1e-4, false))
                        .withSchedule(new OneCycle(Math.max(2, steps))),
                Key.of(config.seed()).at("linear"));
        training.validate(model -> Score.of(NetworkTraining.meanLoss(model, known.validation(), config)));
        return training.run().model();
    }
}
