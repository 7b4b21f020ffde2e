package hanshu.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hanshu.nn.attention.AttentionMask;
import hanshu.nn.attention.LearnedPositions;
import hanshu.nn.attention.TransformerConfig;
import hanshu.nn.attention.TransformerEncoder;
import hanshu.nn.conv.AveragePool;
import hanshu.nn.conv.Convolution;
import hanshu.nn.conv.MaxPool;
import hanshu.nn.loss.CrossEntropy;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.AdamW;
import hanshu.nn.optim.Clipping;
import hanshu.nn.optim.OneCycle;
import hanshu.nn.optim.Optimiser;
import hanshu.nn.optim.Schedule;
import hanshu.nn.optim.Sgd;
import hanshu.nn.rnn.GruCell;
import hanshu.nn.rnn.LstmCell;
import hanshu.nn.rnn.Recurrent;
import hanshu.tensor.Close;
import hanshu.tensor.DType;
import hanshu.tensor.Gradients;
import hanshu.tensor.Key;
import hanshu.tensor.Reference;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole trainings of networks of every kind follow those of PyTorch: each loss, all of θ and the running statistics at the
 * end, and what the trained network then predicts.
 *
 * <p>In F64 layers, losses and gradients do the work, and {@link DoubleSteps} the optimiser's. In F32 it is the library's
 * own loop: a flat θ, its optimisers, clipping and schedules; it may be as far from PyTorch's F64 as 20 times PyTorch's
 * own F32 is.
 */
class TrainingRunsTest {
    private static final Key ANY = Key.of(1);

    /** Says how likely each class is: x (batch, …) to logits (rows, classes). */
    interface Network {
        Tensor logits(Tensor x, Optional<Tensor> lengths, Pass pass);
    }

    /** Layers one after the other. */
    record Plain(Sequential layers) implements Network {
        @Override
        public Tensor logits(Tensor x, Optional<Tensor> lengths, Pass pass) {
            return layers.apply(x, pass);
        }
    }

    /** All that a row of pictures holds, in a row. */
    enum Flatten implements Layer {
        ALL;

        @Override
        public Tensor apply(Tensor x, Pass pass) {
            return x.reshape(x.size(0), -1);
        }
    }

    /** Reads the last states of both directions. */
    record OfLstm(Recurrent<LstmCell.State> net, Linear head) implements Network {
        @Override
        public Tensor logits(Tensor x, Optional<Tensor> lengths, Pass pass) {
            var last = net.run(x, lengths.orElseThrow(), pass).last();
            var h = last.stream().map(LstmCell.State::h).toArray(Tensor[]::new);
            return head.apply(Tensor.concat(-1, h), pass);
        }
    }

    /** Reads the last state of the upper layer. */
    record OfGru(Recurrent<Tensor> net, Linear head) implements Network {
        @Override
        public Tensor logits(Tensor x, Optional<Tensor> lengths, Pass pass) {
            return head.apply(net.run(x, lengths.orElseThrow(), pass).last().getLast(), pass);
        }
    }

    /** Says at each place which token comes next. */
    record OfTransformer(Embedding tokens, LearnedPositions positions, TransformerEncoder encoder, Linear head)
            implements Network {
        @Override
        public Tensor logits(Tensor x, Optional<Tensor> lengths, Pass pass) {
            var elements = positions.apply(tokens.apply(x, pass), pass);
            var seen = encoder.apply(elements, Optional.of(AttentionMask.causal(x.size(1))), pass);
            return head.apply(seen, pass).reshape(x.count(), -1);
        }
    }

    private static Network network(Reference r) {
        return switch (r.op()) {
            case "mlp" ->
                plain(
                        Linear.of(5, 16, ANY),
                        Activation.TANH,
                        Linear.of(16, 16, ANY),
                        Activation.GELU,
                        Linear.of(16, 3, ANY));
            case "cnn" ->
                plain(
                        Convolution.of(2, 4, Window.of(3, 3).withPadding(1), ANY)
                                .withoutBias(),
                        BatchNorm.of(4),
                        Activation.RELU,
                        MaxPool.of(2, 2),
                        Convolution.of(4, 6, Window.of(3, 3).withPadding(1), ANY),
                        Activation.SILU,
                        AveragePool.of(2, 2),
                        Flatten.ALL,
                        Linear.of(24, 3, ANY));
            case "lstm" -> new OfLstm(Recurrent.bothWays(LstmCell::of, 3, 6, 1, ANY), Linear.of(12, 3, ANY));
            case "gru" -> new OfGru(Recurrent.of(GruCell::of, 3, 7, 2, ANY), Linear.of(7, 3, ANY));
            case "transformer" -> {
                var config = TransformerConfig.of(8, 2, 12)
                        .withActivation(Activation.GELU)
                        .withDropout(0);
                yield new OfTransformer(
                        Embedding.of(5, 8, ANY),
                        LearnedPositions.of(7, 8, ANY),
                        TransformerEncoder.of(2, r.flag("normFirst") ? config.withNormFirst() : config, ANY),
                        Linear.of(8, 5, ANY));
            }
            default -> throw new AssertionError("no network is called " + r.op());
        };
    }

    private static Network plain(Layer... layers) {
        return new Plain(new Sequential(List.of(layers)));
    }

    /** Rounding differs in the last bits of each step; 40 steps carry it on. */
    @TestFactory
    Stream<DynamicTest> inDoublePrecision() {
        return Reference.read("runs.jsonl").stream()
                .map(r -> dynamicTest(r.toString(), () -> {
                    var close = new Close(1e-9, 1e-12);
                    var wide = ModelTree.walk(network(r), (path, tensor, fixed) -> {
                        var start = Objects.requireNonNull(tensors(r, "start").get(path.toString()));
                        assertThat(start.shape()).as("%s", path).isEqualTo(tensor.shape());
                        return fixed ? start : start.tracked();
                    });
                    var steps = new DoubleSteps(r);
                    var losses = new double[r.line().path("losses").size()];
                    for (int step = 0; step < losses.length; step++) {
                        var pass = Pass.training(ANY.at(step));
                        var loss = loss(r, wide, DType.F64, pass);
                        losses[step] = loss.item();
                        var learned = new ArrayList<Tensor>();
                        ModelTree.walk(wide, (path, tensor, fixed) -> {
                            if (!fixed) {
                                learned.add(tensor);
                            }
                            return tensor;
                        });
                        var moved = steps.next(learned, Gradients.grad(loss, learned), rate(r, step));
                        var next = new IdentityHashMap<Tensor, Tensor>();
                        for (int i = 0; i < moved.size(); i++) {
                            next.put(learned.get(i), moved.get(i).tracked());
                        }
                        wide = ModelTree.walk(
                                wide,
                                (path, tensor, fixed) -> fixed
                                        ? pass.updated(tensor).orElse(tensor)
                                        : Objects.requireNonNull(next.get(tensor)));
                    }
                    close.check(
                            r + ", losses", losses, Reference.doubles(r.line().path("losses")));
                    var end = tensors(r, "end");
                    ModelTree.walk(wide, (path, tensor, fixed) -> {
                        close.check(
                                r + ", " + path + " at the end",
                                tensor.toDoubles(),
                                Objects.requireNonNull(end.get(path.toString())).toDoubles());
                        return tensor;
                    });
                    close.check(r + ", predictions", predictions(r, wide, DType.F64), expectedPredictions(r));
                }));
    }

    @TestFactory
    Stream<DynamicTest> inSinglePrecision() {
        return Reference.read("runs.jsonl").stream()
                .map(r -> dynamicTest(r.toString(), () -> {
                    var start = network(r);
                    var params = Params.of(start);
                    params.set(tensors(r, "start"));
                    var live = params.in(start);
                    var optimiser = optimiser(r).on(params);
                    var expected = Reference.doubles(r.line().path("losses"));
                    var errors = r.line().path("float32");
                    var gradient = new float[params.theta().length];
                    for (int step = 0; step < expected.length; step++) {
                        var pass = Pass.training(ANY.at(step));
                        var loss = loss(r, live, DType.F32, pass);
                        within(
                                errors.path("losses").get(step).asDouble(),
                                r + ", loss " + step,
                                new double[] {loss.item()},
                                new double[] {expected[step]});
                        params.gradInto(loss, gradient);
                        clipping(r).ifPresent(clipping -> clipping.clip(gradient));
                        optimiser.step(params.theta(), gradient, rate(r, step));
                        params.applyUpdates(pass);
                    }
                    tensors(r, "end")
                            .forEach((name, value) -> within(
                                    errors.path("end").path(name).asDouble(),
                                    r + ", " + name + " at the end",
                                    params.get(name).toDoubles(),
                                    value.toDoubles()));
                    within(
                            errors.path("predictions").asDouble(),
                            r + ", predictions",
                            predictions(r, live, DType.F32),
                            expectedPredictions(r));
                }));
    }

    private static void within(double error, String what, double[] actual, double[] expected) {
        Close.within(20 * error, 8 * Math.ulp(1f), expected).check(what, actual, expected);
    }

    private static Tensor loss(Reference r, Network network, DType dtype, Pass pass) {
        var classes = Reference.tensor(r.line().path("classes"));
        double smoothing = r.has("smoothing") ? r.number("smoothing") : 0;
        return new CrossEntropy(smoothing).of(logits(r, network, dtype, pass), classes.reshape(classes.count()));
    }

    private static Tensor logits(Reference r, Network network, DType dtype, Pass pass) {
        var x = Reference.tensor(r.line().path("x"));
        var lengths = Optional.of(r.line().path("lengths"))
                .filter(found -> !found.isMissingNode())
                .map(Reference::tensor);
        return network.logits(x.dtype().isFloating() ? x.cast(dtype) : x, lengths, pass);
    }

    private static double[] predictions(Reference r, Network network, DType dtype) {
        return logits(r, network, dtype, Pass.evaluation()).toDoubles();
    }

    private static double[] expectedPredictions(Reference r) {
        return Reference.doubles(r.line().path("predictions"));
    }

    private static Map<String, Tensor> tensors(Reference r, String field) {
        var tensors = new LinkedHashMap<String, Tensor>();
        r.line().path(field).properties().forEach(e -> tensors.put(e.getKey(), Reference.tensor(e.getValue())));
        return tensors;
    }

    private static double rate(Reference r, long step) {
        int steps = r.line().path("losses").size();
        Schedule schedule = switch (r.text("schedule")) {
            case "none" -> new Schedule.Constant();
            case "step" -> new Schedule.StepDecay(10, 0.5);
            case "exponential" -> new Schedule.Exponential(0.97);
            case "cosine" -> new Schedule.Cosine(steps);
            case "oneCycle" -> new OneCycle(steps);
            case "warmUpCosine" -> new Schedule.WarmUp(10, 0.1, new Schedule.Cosine(steps - 10));
            default -> throw new AssertionError("no schedule is called " + r.text("schedule"));
        };
        return r.number("rate") * schedule.factor(step);
    }

    private static Optimiser.Config optimiser(Reference r) {
        return switch (r.text("optimiser")) {
            case "sgd" -> new Sgd.Config(r.number("momentum"), 0, r.flag("nesterov"), r.number("decay"));
            case "adam" ->
                new Adam.Config(
                        r.number("beta1"),
                        r.number("beta2"),
                        r.number("epsilon"),
                        r.number("decay"),
                        r.flag("amsgrad"));
            case "adamW" ->
                new AdamW.Config(
                        r.number("beta1"),
                        r.number("beta2"),
                        r.number("epsilon"),
                        r.number("decay"),
                        r.flag("amsgrad"));
            default -> throw new AssertionError("no optimiser is called " + r.text("optimiser"));
        };
    }

    private static Optional<Clipping> clipping(Reference r) {
        return r.has("clipNorm")
                ? Optional.of(Clipping.byNorm(r.number("clipNorm")))
                : r.has("clipValue") ? Optional.of(Clipping.byValue(r.number("clipValue"))) : Optional.empty();
    }
}
