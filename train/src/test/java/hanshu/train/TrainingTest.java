package hanshu.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.nn.Activation;
import hanshu.nn.Layer;
import hanshu.nn.Linear;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.Sequential;
import hanshu.nn.loss.BinaryCrossEntropy;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.Averaging;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private static final Key KEY = Key.of(20);

    private static Training<Line, Examples> line(TrainingConfig config) {
        return Training.of(
                Line.start(), Line.SQUARED_ERROR, Line.points(100, 0, KEY).batches(), config, KEY);
    }

    @Test
    void aLineIsFound() {
        var learned = line(TrainingConfig.of(100, 10, 0.05)).run().model();

        assertThat(learned.w().item()).isCloseTo(3, within(1e-5));
        assertThat(learned.b().item()).isCloseTo(2, within(1e-5));
    }

    @Test
    void theModelGivenStaysAsItIs() {
        var start = Line.start();
        Training.of(start, Line.SQUARED_ERROR, Line.points(100, 0, KEY).batches(), TrainingConfig.of(1, 10, 0.05), KEY)
                .run();

        assertThat(start.w().item()).isZero();
    }

    @Test
    void twoMoonsAreParted() {
        int n = 200;
        var points = new float[2 * n];
        var labels = new float[n];
        for (int i = 0; i < n; i++) {
            double angle = Math.PI * KEY.randomDouble(i);
            boolean upper = i % 2 == 0;
            points[2 * i] = (float) (upper ? Math.cos(angle) : 1 - Math.cos(angle));
            points[2 * i + 1] = (float) (upper ? Math.sin(angle) : 0.5 - Math.sin(angle));
            labels[i] = upper ? 1 : 0;
        }
        var examples = new Examples(Tensor.of(points, n, 2), Tensor.of(labels, n, 1));
        Layer model = Sequential.of(Linear.of(2, 16, KEY.at(0)), Activation.TANH, Linear.of(16, 1, KEY.at(1)));

        var training = Training.of(
                        model,
                        (m, batch, pass) -> new BinaryCrossEntropy().of(m.apply(batch.x(), pass), batch.y()),
                        examples.batches(),
                        TrainingConfig.of(60, 20, 0.03).withOptimiser(new Adam.Config()),
                        KEY)
                .run();

        var wrong = training.model()
                .apply(examples.x(), Pass.evaluation())
                .gt(0)
                .cast(DType.F32)
                .minus(examples.y())
                .abs()
                .sum()
                .item();
        assertThat(wrong).isZero();
        assertThat(training.rounds().getLast().trainLoss()).isLessThan(0.05);
    }

    @Test
    void stepsAreCounted() {
        var steps = new ArrayList<Step>();
        line(TrainingConfig.of(2, 40, 0.05)).forEach(steps::add);

        assertThat(steps).extracting(Step::step).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(steps).extracting(Step::epoch).containsExactly(1, 1, 1, 2, 2, 2);
        assertThat(steps).extracting(Step::batch).containsExactly(1, 2, 3, 1, 2, 3);
        assertThat(steps).extracting(Step::endsEpoch).containsExactly(false, false, true, false, false, true);
        assertThat(steps).allMatch(s -> s.batches() == 3 && s.rate() == 0.05 && s.gradientNorm() > 0);
    }

    @Test
    void iteratingGoesOnAfterTheLastStepTaken() {
        var training = line(TrainingConfig.of(2, 50, 0.05));
        for (var step : training) {
            if (step.step() == 3) {
                break;
            }
        }
        var rest = new ArrayList<Long>();
        training.forEach(step -> rest.add(step.step()));

        assertThat(rest).containsExactly(4L);
        assertThat(training.hasEnded()).isTrue();
        assertThatThrownBy(() -> training.iterator().next()).isInstanceOf(NoSuchElementException.class);
    }

    /** Batches that remember which rows were asked for. */
    private static Batches<Examples> watched(Batches<Examples> batches, List<List<Integer>> asked) {
        return new Batches<>() {
            @Override
            public int count() {
                return batches.count();
            }

            @Override
            public Examples batch(int[] rows, int from, int to) {
                asked.add(Arrays.stream(rows, from, to).boxed().toList());
                return batches.batch(rows, from, to);
            }
        };
    }

    @Test
    void anEpochSeesEachRowOnceInAnOrderOfItsOwn() {
        var asked = new ArrayList<List<Integer>>();
        var rows = watched(Line.points(25, 0, KEY).batches(), asked);
        Training.of(Line.start(), Line.SQUARED_ERROR, rows, TrainingConfig.of(2, 10, 0.05), KEY)
                .run();

        assertThat(asked).extracting(List::size).containsExactly(10, 10, 5, 10, 10, 5);
        var first = asked.subList(0, 3).stream().flatMap(List::stream).toList();
        var second = asked.subList(3, 6).stream().flatMap(List::stream).toList();
        assertThat(first).doesNotHaveDuplicates().hasSize(25).isNotEqualTo(second);
        assertThat(second).containsExactlyInAnyOrderElementsOf(first);
        assertThat(first).isNotEqualTo(first.stream().sorted().toList());
    }

    @Test
    void theRestMayBeDropped() {
        var asked = new ArrayList<List<Integer>>();
        var rows = watched(Line.points(25, 0, KEY).batches(), asked);
        Training.of(
                        Line.start(),
                        Line.SQUARED_ERROR,
                        rows,
                        TrainingConfig.of(2, 10, 0.05).withKeepRest(false),
                        KEY)
                .run();

        assertThat(asked).extracting(List::size).containsExactly(10, 10, 10, 10);
        assertThatThrownBy(() -> line(TrainingConfig.of(1, 101, 0.05).withKeepRest(false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("training: 100 rows make no whole batch of 101; take a smaller batch");
    }

    @Test
    void aGradientInPartsIsThatOfTheWholeBatch() {
        var whole = line(TrainingConfig.of(3, 25, 0.05));
        var parts = line(TrainingConfig.of(3, 25, 0.05).withParts(4)); // of 7, 7, 7 and 4 rows
        var losses = new ArrayList<Double>();
        whole.forEach(step -> losses.add(step.loss()));
        var each = losses.iterator();
        parts.forEach(step -> assertThat(step.loss()).isCloseTo(each.next(), within(1e-5)));

        assertThat(parts.params().theta()).containsExactly(whole.params().theta(), within(1e-5f));
    }

    @Test
    void onlyWhatIsLearnedChanges() {
        var model = Line.start();
        var params = Params.of(model).learning(Predicate.isEqual("w"));
        Training.of(
                        model,
                        params,
                        Line.SQUARED_ERROR,
                        Line.points(100, 0, KEY).batches(),
                        TrainingConfig.of(2, 10, 0.05),
                        KEY)
                .run();

        assertThat(params.get("w").item()).isNotZero();
        assertThat(params.get("b").item()).isZero();
    }

    @Test
    void theSameKeyGivesTheSameBitsAndAnotherDoesNot() {
        var config = TrainingConfig.of(2, 7, 0.05);
        var points = Line.points(30, 0.1, KEY).batches();
        var first = Training.of(Line.start(), Line.SQUARED_ERROR, points, config, KEY)
                .run();
        var again = Training.of(Line.start(), Line.SQUARED_ERROR, points, config, KEY)
                .run();
        var other = Training.of(Line.start(), Line.SQUARED_ERROR, points, config, Key.of(21))
                .run();

        assertThat(again.params().theta()).isEqualTo(first.params().theta());
        assertThat(other.params().theta()).isNotEqualTo(first.params().theta());
    }

    // ---- validation

    /** Scores such as these, one after the other. */
    private static Validation<Line> scores(double... values) {
        var next = Arrays.stream(values).iterator();
        return model -> Score.of(next.nextDouble());
    }

    @Test
    void itStopsWhenPatienceEndsAndKeepsTheBest() {
        var atBest = new ArrayList<float[]>();
        var training = line(TrainingConfig.of(100, 10, 0.01).withStopping(EarlyStopping.onLoss(3)))
                .validate(scores(5, 4, 4.5, 4, 4.1));
        var events = new ArrayList<Event>();
        training.listen(events::add);
        for (var step : training) {
            if (step.step() == 20) { // the end of the second epoch
                atBest.add(training.params().copyTheta());
            }
        }

        assertThat(training.rounds()).hasSize(5);
        assertThat(training.bestEpoch()).isEqualTo(2);
        assertThat(training.params().theta()).isEqualTo(atBest.getFirst());
        assertThat(training.model().w().item()).isEqualTo(atBest.getFirst()[0]);
        assertThat(events.stream()
                        .filter(e -> !(e instanceof Event.StepEnded))
                        .map(e -> e.getClass().getSimpleName()))
                .containsExactly(
                        "RunStarted",
                        "LayersMoved",
                        "EpochEnded",
                        "BestSaved",
                        "LayersMoved",
                        "EpochEnded",
                        "BestSaved",
                        "LayersMoved",
                        "EpochEnded",
                        "LayersMoved",
                        "EpochEnded",
                        "LayersMoved",
                        "EpochEnded",
                        "EarlyStopped",
                        "RunEnded");
    }

    @Test
    void anImprovementMustBeLargeEnoughToCount() {
        var rule = new EarlyStopping(Score.LOSS, false, 2, 0.5);
        var training =
                line(TrainingConfig.of(100, 10, 0.01).withStopping(rule)).validate(scores(5, 4.6, 4.5, 4.2, 4.1));
        training.run();

        assertThat(training.bestEpoch()).isEqualTo(3);
        assertThat(training.rounds()).hasSize(5);
    }

    @Test
    void aMetricMayDecideAndHigherMayBeBetter() {
        var r2 = new double[] {0.1, Double.NaN, 0.3, 0.2, 0.1};
        var next = Arrays.stream(r2).iterator();
        var training = line(TrainingConfig.of(100, 10, 0.01).withStopping(EarlyStopping.on("r2", 2)))
                .validate(model -> {
                    double value = next.nextDouble();
                    return new Score(
                            1, Map.of("r2", Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value)));
                })
                .run();

        assertThat(training.bestEpoch()).isEqualTo(3);
        assertThat(training.rounds()).hasSize(5);
    }

    @Test
    void aScoreThatIsNotThereIsNamed() {
        var metrics = new LinkedHashMap<String, OptionalDouble>();
        metrics.put("rmse", OptionalDouble.of(1));
        metrics.put("mae", OptionalDouble.of(1));

        assertThatThrownBy(() -> new Score(1, metrics).value("r2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the validation gives no metric \"r2\"; it gives loss, rmse, mae");
    }

    @Test
    void validationMayComeAfterSoManySteps() {
        var events = new ArrayList<Event>();
        var training = line(TrainingConfig.of(2, 10, 0.01).withValidateEvery(4))
                .validate(scores(5, 4, 3, 2, 1))
                .listen(events::add)
                .run();

        assertThat(events.stream().filter(e -> e instanceof Event.Validated).map(Event::step))
                .containsExactly(4L, 8L, 12L, 16L);
        assertThat(training.rounds()).extracting(Round::step).containsExactly(4L, 8L, 10L, 12L, 16L, 20L);
        assertThat(training.rounds().getLast().score()).contains(Score.of(1));
        assertThat(training.bestEpoch()).isEqualTo(2);
    }

    @Test
    void theAverageIsWhatIsValidatedAndKept() {
        var mean = new double[1];
        var seen = new ArrayList<Double>();
        var training = line(TrainingConfig.of(2, 10, 0.01).withAverage(new Averaging.Mean(0)))
                .validate(model -> {
                    seen.add(model.w().item());
                    return Score.of(-seen.size());
                });
        for (var step : training) {
            if (step.step() < 20) { // the last step puts the average in the place of θ
                mean[0] += training.params().theta()[0] / 20;
            }
        }

        assertThat(seen).hasSize(2);
        assertThat(training.params().theta()[0]).isEqualTo(seen.getLast().floatValue());
        assertThat(seen.getLast()).isBetween(mean[0], mean[0] + 3.0 / 20);
    }

    @Test
    void theMeanLossOverAllRowsValidates() {
        var points = Line.points(10, 0, KEY);
        var score = Validation.of(Line.SQUARED_ERROR, points.batches(), 4).score(Line.start());

        assertThat(score.loss()).isCloseTo(points.y().square().mean().item(), within(1e-6));
    }

    // ---- trouble

    @Test
    void divergenceSaysWhatToTryAndKeepsTheBest() {
        var start = Line.start();
        var params = Params.of(start);
        var training = Training.of(
                        start,
                        params,
                        Line.SQUARED_ERROR,
                        Line.points(100, 0, KEY).batches(),
                        TrainingConfig.of(100, 10, 1e5),
                        KEY)
                .validate(scores(1, 2, 3));

        assertThatThrownBy(training::run)
                .isInstanceOf(DivergedException.class)
                .hasMessageMatching(
                        "training diverged in epoch 1 at step \\d+, batch \\d+ of 10: the loss is (Infinity|NaN|[0-9.E]+) and the gradient's length "
                                + "(Infinity|NaN|[0-9.E]+) at rate 100000.0; the first number that is none comes from square, after b. Try a smaller rate \\(10000.0\\), clip the gradient, warm up, or look "
                                + "for values in the data that are infinite or far from the others.");
        for (float value : params.theta()) {
            assertThat(value).isFinite();
        }
        assertThat(training.hasEnded()).isTrue();
    }

    @Test
    void divergenceNamesTheOperationAndTheLayerItComesFrom() {
        Objective<Line, Examples> objective = (line, batch, pass) -> Line.SQUARED_ERROR
                .loss(line, batch, pass)
                .plus(line.b().minus(1e6).log().sum());
        var training = Training.of(
                Line.start(), objective, Line.points(20, 0, KEY).batches(), TrainingConfig.of(1, 10, 0.1), KEY);
        assertThatThrownBy(training::run)
                .hasMessageContaining("step 1, batch 1 of 2: the loss is NaN")
                .hasMessageContaining("; the first number that is none comes from log, after b. Try");
    }

    @Test
    void aValueThatIsNoNumberStopsTheTrainingAndTheBestIsKept() {
        var poisoned = new boolean[1];
        Objective<Line, Examples> objective = (line, batch, pass) ->
                Line.SQUARED_ERROR.loss(line, batch, pass).times(poisoned[0] ? Double.NaN : 1);
        var training = Training.of(
                        Line.start(), objective, Line.points(100, 0, KEY).batches(), TrainingConfig.of(9, 50, 0.1), KEY)
                .validate(scores(1, 2, 3, 4));
        var steps = training.iterator();
        steps.next();
        steps.next();
        var best = training.params().copyTheta();
        steps.next();
        poisoned[0] = true;

        assertThatThrownBy(steps::next)
                .hasMessageContaining("in epoch 2 at step 4, batch 2 of 2: the loss is NaN")
                .hasMessageEndingWith("The best model, of epoch 1, is kept.");
        assertThat(training.params().theta()).isEqualTo(best);
    }

    @Test
    void aLimitOfTimeIsSpokenOf() {
        var events = new ArrayList<Event>();
        var training =
                line(TrainingConfig.of(1000, 10, 0.01).withMaxSeconds(1e-9)).listen(events::add);
        training.run();

        assertThat(training.steps()).isEqualTo(1);
        assertThat(events.stream().filter(e -> e instanceof Event.Notice))
                .singleElement()
                .satisfies(
                        e -> assertThat(((Event.Notice) e).text())
                                .matches(
                                        "the time is over: stopped after \\d+\\.\\d s in epoch 1; a faster machine would have come further"));
    }

    @Test
    void whatIsSetTooLateIsRefused() {
        var training = line(TrainingConfig.of(1, 10, 0.05));
        training.run();

        assertThatThrownBy(() -> training.validate(scores(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("training: it is under way; say this before the first step");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> TrainingConfig.of(0, 1, 1)).hasMessage("training: epochs is at least 1, got 0");
        assertThatThrownBy(() -> TrainingConfig.of(1, 0, 1)).hasMessage("training: batch is at least 1, got 0");
        assertThatThrownBy(() -> TrainingConfig.of(1, 1, 0)).hasMessage("training: rate is more than 0, got 0.0");
        assertThatThrownBy(() -> EarlyStopping.onLoss(0)).hasMessage("early stopping: patience is at least 1, got 0");
        assertThatThrownBy(() -> new EarlyStopping(Score.LOSS, false, 1, -1))
                .hasMessage("early stopping: the least improvement is zero or more, got -1.0");
    }
}
