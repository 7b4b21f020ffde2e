package hanshu.learn.supervised.recurrent;

import hanshu.nn.Initialiser;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.Clipping;
import hanshu.nn.rnn.Recurrent;
import hanshu.nn.rnn.RnnCell;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.DivergedException;
import hanshu.train.Event;
import hanshu.train.Round;
import hanshu.train.Score;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import hanshu.train.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Tries cells on a problem and measures why some learn it and others don't: the loss on the way, the length of the
 * gradient before it is clipped, and ‖∂L/∂hₜ‖ at each time step before and after learning.
 */
public final class RnnStudy {
    /** Sequences that are looked at, and not learned from. */
    private static final int UNSEEN = 512;

    /** Times that they are looked at. */
    private static final int LOOKS = 40;

    private RnnStudy() {}

    /**
     * What to try.
     *
     * @param hidden numbers that a cell remembers
     * @param batch sequences of a step
     * @param steps of Adam
     * @param clip the longest gradient; 0: it is not clipped
     * @param stretch how far slopes go back in time, as of {@link ThroughTime#truncated}; 0: to the beginning
     * @param enough ends a training whose loss on unseen sequences is no larger; 0: none ends early
     */
    public record Config(
            Problem problem,
            List<CellKind> cells,
            int hidden,
            int batch,
            int steps,
            double rate,
            double clip,
            int stretch,
            double enough,
            long seed) {
        public Config {
            cells = List.copyOf(cells);
            if (hidden < 1 || batch < 1 || steps < 1 || cells.isEmpty()) {
                throw new IllegalArgumentException(
                        "rnn study: needs a cell, and 1 or more as hidden, batch and steps, got %s, %d, %d and %d"
                                .formatted(cells, hidden, batch, steps));
            }
            if (!(rate > 0 && rate < Double.POSITIVE_INFINITY && clip >= 0 && enough >= 0) || stretch < 0) {
                throw new IllegalArgumentException(
                        "rnn study: the rate is more than 0, clip, stretch and enough are 0 or more, got %s, %s, %d and %s"
                                .formatted(rate, clip, stretch, enough));
            }
        }
    }

    /**
     * How one cell did.
     *
     * @param clip the longest gradient; 0: it was not clipped
     * @param looks what was achieved on the way
     * @param gradients the length of the gradient in each step, before clipping
     * @param before ‖∂L/∂hₜ‖ for each time step, before learning
     * @param after the same with the best θ
     * @param loss the least on unseen sequences; empty if it diverged before the first look
     * @param diverged the step whose loss or gradient was no number any more
     * @param seconds that learning took
     */
    public record Course(
            CellKind cell,
            double clip,
            List<Round> looks,
            List<Double> gradients,
            List<Double> before,
            List<Double> after,
            OptionalDouble loss,
            OptionalLong diverged,
            double seconds) {
        public Course {
            looks = List.copyOf(looks);
            gradients = List.copyOf(gradients);
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        /** "gru", or "rnn, not clipped". */
        public String name(boolean clippedElsewhere) {
            return cell + (clip == 0 && clippedElsewhere ? ", not clipped" : "");
        }

        /** The length of the longest gradient; 0 where no step was taken. */
        public double longest() {
            return gradients.stream().mapToDouble(g -> g).max().orElse(0);
        }

        /** ‖∂L/∂h₁‖ as a share of ‖∂L/∂h_T‖: what of the last step's slope arrives at the first. */
        public static double reach(List<Double> slopes) {
            return slopes.getFirst() / slopes.getLast();
        }
    }

    /**
     * ‖∂L/∂hₜ‖ of a plain network whose recurrent matrix is {@code gain} times an orthogonal one.
     *
     * @param slopes for each time step
     */
    public record Scaled(double gain, List<Double> slopes) {
        public Scaled {
            slopes = List.copyOf(slopes);
        }
    }

    /** All that was tried. */
    public record Result(Config config, List<Course> courses, List<Scaled> scaled) {
        public Result {
            courses = List.copyOf(courses);
            scaled = List.copyOf(scaled);
        }
    }

    /** A layer of cells, and what is given at each step. */
    public record Network<S>(Recurrent<S> recurrent, Linear given) {
        static Network<?> of(CellKind kind, Problem problem, int hidden, Key key) {
            return new Network<>(
                    kind.layer(problem.in(), hidden, key.at("recurrent")),
                    Linear.of(hidden, problem.out(), key.at("given")));
        }

        /** (batch, time, in) → (batch, time, out). */
        Tensor apply(Tensor x, int stretch, Pass pass) {
            var run = stretch == 0 ? recurrent.run(x, pass) : ThroughTime.truncated(recurrent, x, stretch, pass);
            return given.apply(run.output(), pass);
        }
    }

    /** Tries each cell, the plain one also without clipping; the listener hears how it goes. */
    public static Result of(Config config, Consumer<? super Event> listener) {
        var courses = new ArrayList<Course>();
        for (var cell : config.cells) {
            courses.add(learn(config, cell, config.clip, listener));
            if (cell == CellKind.RNN && config.clip > 0) {
                courses.add(learn(config, cell, 0, listener));
            }
        }
        return new Result(config, courses, scaled(config));
    }

    private static Course learn(Config config, CellKind cell, double clip, Consumer<? super Event> listener) {
        var network =
                Network.of(cell, config.problem, config.hidden, key(config).at("network"));
        return learn(config, cell, clip, network, listener);
    }

    private static <S> Course learn(
            Config config, CellKind cell, double clip, Network<S> network, Consumer<? super Event> listener) {
        var problem = config.problem;
        var key = key(config);
        var training = Training.of(
                        network,
                        (m, batch, pass) -> problem.loss(m.apply(batch.x(), config.stretch, pass), batch.y()),
                        problem.learning(config.steps * config.batch, key),
                        training(config, clip),
                        key.at("training"))
                .named(cell + (clip == 0 ? "" : ", gradients clipped at " + clip))
                .validate(Validation.of(
                        (m, batch, pass) -> problem.loss(m.apply(batch.x(), 0, pass), batch.y()),
                        problem.unseen(UNSEEN, key),
                        config.batch))
                .listen(listener);
        var before = slopes(config, training.model());
        var gradients = new ArrayList<Double>();
        var diverged = OptionalLong.empty();
        long start = System.nanoTime();
        try {
            for (var step : training) {
                gradients.add(step.gradientNorm());
                if (isEnough(config, training.rounds())) {
                    break;
                }
            }
        } catch (DivergedException e) {
            diverged = OptionalLong.of(gradients.size() + 1L);
        }
        return new Course(
                cell,
                clip,
                training.rounds(),
                gradients,
                before,
                slopes(config, training.model()),
                training.rounds().stream()
                        .flatMap(r -> r.score().stream())
                        .mapToDouble(Score::loss)
                        .min(),
                diverged,
                (System.nanoTime() - start) / 1e9);
    }

    private static boolean isEnough(Config config, List<Round> looks) {
        return config.enough > 0
                && !looks.isEmpty()
                && looks.getLast()
                        .score()
                        .filter(s -> s.loss() <= config.enough)
                        .isPresent();
    }

    private static TrainingConfig training(Config config, double clip) {
        var plan = TrainingConfig.of(1, config.batch, config.rate)
                .withOptimiser(new Adam.Config())
                .withValidateEvery(Math.ceilDiv(config.steps, LOOKS));
        return clip == 0 ? plan : plan.withClip(Clipping.byNorm(clip));
    }

    private static Key key(Config config) {
        return Key.of(config.seed).at("rnn");
    }

    /** Of a batch that is not learned from. */
    private static List<Double> slopes(Config config, Network<?> network) {
        var rows = IntStream.range(0, config.batch).toArray();
        var batch = config.problem.unseen(config.batch, key(config)).batch(rows, 0, config.batch);
        var cell = Derivation.of(network.recurrent.forward().getFirst());
        return ThroughTime.slopes(
                cell,
                batch.x(),
                shown -> config.problem.loss(network.given.apply(shown, Pass.evaluation()), batch.y()));
    }

    /** The plain network before learning, for recurrent matrices that shrink, keep and stretch what they multiply. */
    private static List<Scaled> scaled(Config config) {
        var key = key(config).at("scaled");
        var given = Linear.of(config.hidden, config.problem.out(), key.at("given"));
        var found = new ArrayList<Scaled>();
        for (double gain : new double[] {0.9, 1, 1.2, 1.5}) {
            var cell = RnnCell.of(config.problem.in(), config.hidden, key);
            var wh = Initialiser.orthogonal(gain)
                    .draw(key.at("wh"), config.hidden, config.hidden, config.hidden, config.hidden);
            var scaled = new RnnCell(cell.wx(), wh, cell.b(), cell.f());
            var layer = new Recurrent<>(List.of(scaled), List.of(), 0);
            found.add(new Scaled(gain, slopes(config, new Network<>(layer, given))));
        }
        return found;
    }
}
