package hanshu.learn.supervised.derivation;

import hanshu.nn.Activation;
import hanshu.nn.Layer;
import hanshu.nn.Linear;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.Sequential;
import hanshu.nn.loss.Mse;
import hanshu.nn.optim.Adam;
import hanshu.tensor.Key;
import hanshu.train.Examples;
import hanshu.train.Round;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import hanshu.train.Validation;
import java.util.ArrayList;
import java.util.List;

/**
 * A function that was tried, and how wrong it is: mean squared errors of standardised values, so that 1 is the answer
 * that is always the training mean.
 *
 * @param inputs how many it looks at
 * @param depth hidden layers; 0 is the line y = b + w·x
 * @param parameters the length of θ
 * @param rounds losses after each epoch; the θ kept is that of the lowest on the validation rows
 * @param train the loss of the θ kept on the training rows
 * @param validation on the validation rows
 * @param test on the unseen rows
 */
public record Candidate(
        int inputs, int depth, long parameters, List<Round> rounds, double train, double validation, double test) {
    private static final int HIDDEN = 32;
    private static final int EPOCHS = 60;
    private static final int BATCH = 32;
    private static final double RATE = 0.002;

    /** Learns one function with Adam; of a network's layers each has 32 ReLUs. */
    public static Candidate of(Question question, int inputs, int depth, Key key) {
        var asked = question.of(inputs);
        var training = Training.of(
                        model(inputs, depth, key.at("model")),
                        (Layer m, Examples batch, Pass pass) -> new Mse().of(m.apply(batch.x(), pass), batch.y()),
                        asked.train().batches(),
                        TrainingConfig.of(EPOCHS, BATCH, RATE).withOptimiser(new Adam.Config()),
                        key.at("training"))
                .validate(loss(asked.validation()))
                .run();
        var learned = training.model();
        return new Candidate(
                inputs,
                depth,
                Params.of(learned).count(),
                training.rounds(),
                loss(asked.train()).score(learned).loss(),
                loss(asked.validation()).score(learned).loss(),
                loss(asked.test()).score(learned).loss());
    }

    private static Layer model(int inputs, int depth, Key key) {
        var layers = new ArrayList<Layer>();
        int width = inputs;
        for (int layer = 0; layer < depth; layer++) {
            layers.add(Linear.of(width, HIDDEN, key.at(layer)));
            layers.add(Activation.RELU);
            width = HIDDEN;
        }
        layers.add(Linear.of(width, 1, key.at(depth)));
        return new Sequential(layers);
    }

    private static Validation<Layer> loss(Examples rows) {
        return Validation.of(
                (Layer m, Examples batch, Pass pass) -> new Mse().of(m.apply(batch.x(), pass), batch.y()),
                rows.batches(),
                1024);
    }

    /** The epoch of the lowest validation loss, from 1: after it, what is learned is the training rows alone. */
    public int bestEpoch() {
        int best = 1;
        for (var round : rounds) {
            best = validation(round) < validation(rounds.get(best - 1)) ? round.epoch() : best;
        }
        return best;
    }

    /** Whether validation became worse by more than a hundredth after its best epoch. */
    public boolean overfits() {
        return validation(rounds.getLast()) > 1.01 * validation(rounds.get(bestEpoch() - 1));
    }

    private static double validation(Round round) {
        return round.score().orElseThrow().loss();
    }
}
