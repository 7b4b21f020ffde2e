package hanshu.learn.supervised.derivation;

import hanshu.nn.Layer;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.loss.Mse;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Examples;
import hanshu.train.Objective;
import hanshu.train.Round;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import hanshu.train.Validation;
import java.util.List;

/**
 * A function that was tried, and how wrong it is: mean squared errors of standardised values, so that 1 is the answer
 * that is always the training mean.
 *
 * @param recipe what it is and how it learned
 * @param model as it was kept
 * @param rounds losses after each epoch
 * @param train its loss on the rows that it learned from
 * @param validation on the validation rows
 * @param test on the unseen rows
 */
public record Candidate(Recipe recipe, Layer model, List<Round> rounds, double train, double validation, double test) {
    /** Learns one function. */
    public static Candidate of(Question question, Recipe recipe, Key key) {
        var asked = question.of(recipe.inputs()).oneOf(recipe.every());
        return of(asked, recipe, recipe.model(key.at("model")), recipe.training(), key);
    }

    /** The same from a model that is there. */
    static Candidate of(Question asked, Recipe recipe, Layer start, TrainingConfig config, Key key) {
        Objective<Layer, Examples> loss = (m, batch, pass) -> new Mse().of(m.apply(batch.x(), pass), batch.y());
        var training = Training.of(start, loss, asked.train().batches(), config, key.at("training"))
                .validate(over(loss, asked.validation()))
                .run();
        var learned = training.model();
        return new Candidate(
                recipe,
                learned,
                training.rounds(),
                over(loss, asked.train()).score(learned).loss(),
                over(loss, asked.validation()).score(learned).loss(),
                over(loss, asked.test()).score(learned).loss());
    }

    private static Validation<Layer> over(Objective<Layer, Examples> loss, Examples rows) {
        return Validation.of(loss, rows.batches(), 1024);
    }

    /** θ: all its unknowns, by name and as one vector. */
    public Params theta() {
        return Params.of(model);
    }

    /** The answers to rows of inputs: (rows, inputs) → (rows). */
    public Tensor answers(Tensor x) {
        return model.apply(x, Pass.evaluation()).reshape(x.size(0));
    }

    /** The epoch of the lowest validation loss, from 1: after it, what is learned is the training rows alone. */
    public int bestEpoch() {
        int best = 1;
        for (var round : rounds) {
            best = validation(round) < validation(rounds.get(best - 1)) ? round.epoch() : best;
        }
        return best;
    }

    /** How many times as high the validation loss is after the last epoch as after its best one. */
    public double rise() {
        return validation(rounds.getLast()) / validation(rounds.get(bestEpoch() - 1));
    }

    /** Whether validation became worse by more than a twentieth after its best epoch. */
    public boolean overfits() {
        return rise() > 1.05;
    }

    private static double validation(Round round) {
        return round.score().orElseThrow().loss();
    }
}
