package hanshu.train.doctor;

import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.AdamW;
import hanshu.nn.optim.Clipping;
import hanshu.nn.optim.Optimiser;
import hanshu.nn.optim.Sgd;
import hanshu.tensor.Gradients;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import hanshu.train.EarlyStopping;
import hanshu.train.Examples;
import hanshu.train.Objective;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import hanshu.train.Validation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * A training on examples as a patient.
 *
 * <pre>{@code
 * var learner = Learner.of(
 *         (width, key) -> Mlp.of(8, (int) (32 * width), 3, key),
 *         (model, x, pass) -> model.apply(x, pass),
 *         new CrossEntropy()::of,
 *         train, validation, 3,
 *         TrainingConfig.of(20, 32, 0.01));
 * var diagnosis = Doctor.examine(learner, Key.of(1)).diagnosis();
 * }</pre>
 *
 * @param maker makes the model that the training begins with
 * @param apply what the model answers
 * @param loss of answers and what is true, one number
 * @param classes how many; 0 if the answer is a number
 * @param learns which parameters learn
 * @param columns names of the inputs, if they are a table
 * @param changes what was changed of the training, which makes it another patient
 * @param <M> the model
 */
public record Learner<M>(
        Maker<M> maker,
        Apply<M> apply,
        BinaryOperator<Tensor> loss,
        Examples trainExamples,
        Examples validationExamples,
        int classes,
        TrainingConfig config,
        Predicate<String> learns,
        Optional<List<String>> columns,
        Changes changes)
        implements Patient<M, Examples> {

    /** Makes a model. */
    @FunctionalInterface
    public interface Maker<M> {
        /** A new one, so many times as wide as the run's own. */
        M of(double width, Key key);
    }

    /** Asks a model. */
    @FunctionalInterface
    public interface Apply<M> {
        /** Numbers or logits, (rows, …). */
        Tensor of(M model, Tensor x, Pass pass);
    }

    /** What differs from the run: its width, and whether its weights are drawn anew. */
    public record Changes(double width, boolean fresh) {}

    /** Values farther from 0 than so many standard deviations, or deviations beyond so many or below 1/so many, are unscaled. */
    private static final double UNSCALED = 10;

    /** A training in which all parameters learn. */
    public static <M> Learner<M> of(
            Maker<M> maker,
            Apply<M> apply,
            BinaryOperator<Tensor> loss,
            Examples train,
            Examples validation,
            int classes,
            TrainingConfig config) {
        return new Learner<>(
                maker,
                apply,
                loss,
                train,
                validation,
                classes,
                config,
                name -> true,
                Optional.empty(),
                new Changes(1, false));
    }

    /** The same of which only some parameters learn. */
    public Learner<M> learning(Predicate<String> names) {
        return new Learner<>(
                maker, apply, loss, trainExamples, validationExamples, classes, config, names, columns, changes);
    }

    /** The same whose inputs are a table, (rows, columns). */
    public Learner<M> ofTable(List<String> names) {
        return new Learner<>(
                maker,
                apply,
                loss,
                trainExamples,
                validationExamples,
                classes,
                config,
                learns,
                Optional.of(List.copyOf(names)),
                changes);
    }

    private Learner<M> with(TrainingConfig changed) {
        return new Learner<>(
                maker, apply, loss, trainExamples, validationExamples, classes, changed, learns, columns, changes);
    }

    private Learner<M> with(Changes changed) {
        return new Learner<>(
                maker, apply, loss, trainExamples, validationExamples, classes, config, learns, columns, changed);
    }

    private Learner<M> with(Examples train, Examples validation) {
        return new Learner<>(maker, apply, loss, train, validation, classes, config, learns, columns, changes);
    }

    @Override
    public Training<M, Examples> training(Key key) {
        M model = maker.of(changes.width, key.at("model"));
        var params = Params.of(model);
        if (changes.fresh) {
            FreshWeights.draw(params, key.at("fresh"));
        }
        return Training.of(model, params.learning(learns), objective(), train(), config, key.at("training"))
                .validate(Validation.of(objective(), validation(), 256));
    }

    @Override
    public Optional<Learner<M>> treated(Treatment treatment) {
        return switch (treatment) {
            case NONE -> Optional.of(this);
            case THAWED -> only(!frozen(params()).isEmpty(), learning(name -> true));
            case FRESH -> Optional.of(with(new Changes(changes.width, true)));
            case STANDARDISED -> only(isUnscaled(), standardised());
            case LARGER_BATCH ->
                only(config.batch() < 16 && hasStatistics(), with(changed(config.epochs(), 32, config.rate())));
            case NO_DECAY -> withoutDecay().map(o -> with(config.withOptimiser(o)));
            case CLIPPED -> only(config.clip().isEmpty(), with(config.withClip(Clipping.byNorm(1))));
            case SMALLER_RATE, FAR_SMALLER_RATE, LARGER_RATE, FAR_LARGER_RATE, LONGER ->
                Optional.of(with(changed(
                        treatment.epochs() * config.epochs(), config.batch(), treatment.rate() * config.rate())));
            case WIDER -> Optional.of(with(new Changes(4 * changes.width, changes.fresh)));
            case EARLY ->
                only(
                        config.stopping().equals(EarlyStopping.last()),
                        with(config.withStopping(EarlyStopping.onLoss(EarlyStopping.NEVER))));
            case HALF_THE_ROWS -> Optional.of(with(half(trainExamples), validationExamples));
        };
    }

    private static <T> Optional<T> only(boolean can, T value) {
        return can ? Optional.of(value) : Optional.empty();
    }

    private Params params() {
        return Params.of(maker.of(changes.width, Key.of(0)));
    }

    private boolean hasStatistics() {
        return params().slots().stream().anyMatch(slot -> !slot.learned());
    }

    private TrainingConfig changed(int epochs, int batch, double rate) {
        return new TrainingConfig(
                epochs,
                batch,
                rate,
                config.optimiser(),
                config.groups(),
                config.schedule(),
                config.parts(),
                config.keepRest(),
                config.clip(),
                config.average(),
                config.stopping(),
                config.validateEvery(),
                config.maxSeconds());
    }

    private Optional<Optimiser.Config> withoutDecay() {
        return switch (config.optimiser()) {
            case Sgd.Config(var momentum, var dampening, var nesterov, var decay)
            when decay > 0 -> Optional.of(new Sgd.Config(momentum, dampening, nesterov, 0));
            case Adam.Config(var beta1, var beta2, var epsilon, var decay, var amsgrad)
            when decay > 0 -> Optional.of(new Adam.Config(beta1, beta2, epsilon, 0, amsgrad));
            case AdamW.Config(var beta1, var beta2, var epsilon, var decay, var amsgrad)
            when decay > 0 -> Optional.of(new AdamW.Config(beta1, beta2, epsilon, 0, amsgrad));
            case Optimiser.Config _ -> Optional.empty();
        };
    }

    // ---- inputs

    private record Scale(double mean, double deviation) {
        boolean isOdd() {
            return deviation > UNSCALED
                    || (deviation > 0 && deviation < 1 / UNSCALED)
                    || Math.abs(mean) > UNSCALED * Math.max(1, deviation);
        }
    }

    /** Of each feature, along the last axis. */
    private Scale[] scales() {
        var x = trainExamples.x();
        int features = x.size(-1);
        var values = x.toFloats();
        var scales = new Scale[features];
        for (int j = 0; j < features; j++) {
            double sum = 0;
            double squares = 0;
            int n = values.length / features;
            for (int i = j; i < values.length; i += features) {
                sum += values[i];
            }
            double mean = sum / n;
            for (int i = j; i < values.length; i += features) {
                squares += (values[i] - mean) * (values[i] - mean);
            }
            scales[j] = new Scale(mean, Math.sqrt(squares / n));
        }
        return scales;
    }

    private boolean isUnscaled() {
        return trainExamples.x().dtype().isFloating() && Arrays.stream(scales()).anyMatch(Scale::isOdd);
    }

    private Learner<M> standardised() {
        if (!trainExamples.x().dtype().isFloating()) {
            return this;
        }
        var scales = scales();
        var mean = Tensor.of(Arrays.stream(scales).mapToDouble(Scale::mean).toArray(), scales.length);
        var deviation = Tensor.of(
                Arrays.stream(scales)
                        .mapToDouble(s -> s.deviation > 0 ? s.deviation : 1)
                        .toArray(),
                scales.length);
        return with(standardised(trainExamples, mean, deviation), standardised(validationExamples, mean, deviation));
    }

    private static Examples standardised(Examples of, Tensor mean, Tensor deviation) {
        var dtype = of.x().dtype();
        return new Examples(of.x().minus(mean.cast(dtype)).div(deviation.cast(dtype)), of.y());
    }

    private static Examples half(Examples all) {
        int n = Math.max(1, all.x().size(0) / 2);
        return new Examples(all.x().slice(0, 0, n), all.y().slice(0, 0, n));
    }

    // ---- what the doctor asks

    @Override
    public Objective<M, Examples> objective() {
        return (model, batch, pass) -> loss.apply(apply.of(model, batch.x(), pass), batch.y());
    }

    @Override
    public Batches<Examples> train() {
        return trainExamples.batches();
    }

    @Override
    public Batches<Examples> validation() {
        return validationExamples.batches();
    }

    @Override
    public int batch() {
        return config.batch();
    }

    @Override
    public double rate() {
        return config.rate();
    }

    @Override
    public double naive() {
        var one = apply.of(
                maker.of(changes.width, Key.of(0)),
                trainExamples.x().slice(0, 0, Math.min(2, trainExamples.x().size(0))),
                Pass.evaluation());
        return ConstantAnswer.loss(loss, one.shape(), trainExamples.y());
    }

    @Override
    public Tensor answers(M model, Examples batch) {
        return apply.of(model, batch.x(), Pass.evaluation());
    }

    @Override
    public Optional<Rows> trainRows() {
        return rows(trainExamples);
    }

    @Override
    public Optional<Rows> unseenRows() {
        return rows(validationExamples);
    }

    private Optional<Rows> rows(Examples of) {
        return columns.map(names -> {
            int n = of.x().size(0);
            var values = of.x().toFloats();
            var rows = new float[n][];
            for (int i = 0; i < n; i++) {
                rows[i] = Arrays.copyOfRange(values, i * names.size(), (i + 1) * names.size());
            }
            return new Rows(names, rows, of.y().reshape(n).toDoubles(), classes);
        });
    }

    @Override
    public List<String> frozen(Params params) {
        return params.slots().stream()
                .filter(slot -> slot.learned() && !learns.test(slot.name()))
                .map(Params.Slot::name)
                .toList();
    }

    @Override
    public Optional<double[]> slopesByTime(M model, Examples batch) {
        if (batch.x().rank() != 3 || !batch.x().dtype().isFloating()) {
            return Optional.empty();
        }
        var x = batch.x().tracked(); // (batch, time, features)
        var slope = Gradients.grad(loss.apply(apply.of(model, x, Pass.evaluation()), batch.y()), x);
        return Optional.of(slope.square().sum(2).sqrt().mean(0).toDoubles());
    }
}
