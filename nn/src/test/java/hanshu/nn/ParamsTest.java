package hanshu.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParamsTest {
    record Line(Tensor w, Tensor b) implements Layer {
        @Override
        public Tensor apply(Tensor x, Pass pass) {
            return x.matmul(w).plus(b);
        }
    }

    record Scaled(@Fixed Tensor mean, Line line, int width) implements Layer {
        @Override
        public Tensor apply(Tensor x, Pass pass) {
            pass.update(mean, m -> m.times(0.5).plus(x.mean(0).times(0.5)));
            return line.apply(x.minus(mean), pass);
        }
    }

    record Model(Layer encoder, Map<String, Layer> heads, Optional<Tensor> scale, List<Tensor> more, String name) {}

    private static Line line(float w, float b) {
        return new Line(Tensor.of(new float[] {w}, 1, 1), Tensor.of(new float[] {b}, 1));
    }

    private static Model model() {
        var heads = Map.<String, Layer>of("b", line(3, 4), "a", line(5, 6));
        return new Model(
                Sequential.of(line(1, 2), Activation.RELU),
                heads,
                Optional.of(Tensor.of(new float[] {7, 8}, 2)),
                List.of(Tensor.scalar(9)),
                "m");
    }

    @Test
    void namesAreThePathsAndThetaIsTheirOrder() {
        var params = Params.of(model());
        assertThat(params.names())
                .containsExactly(
                        "encoder.0.w",
                        "encoder.0.b",
                        "heads.a.w",
                        "heads.a.b",
                        "heads.b.w",
                        "heads.b.b",
                        "scale",
                        "more.0");
        assertThat(params.theta()).containsExactly(1, 2, 5, 6, 3, 4, 7, 8, 9);
        assertThat(params.slots().get(6).offset()).isEqualTo(6);
        assertThat(params.slots().get(6).end()).isEqualTo(8);
        assertThat(params.count()).isEqualTo(9);
        assertThat(params.toString()).isEqualTo("8 tensors, 9 learned numbers");
        assertThat(params.get("scale").toFloats()).containsExactly(7, 8);
        assertThatThrownBy(() -> params.get("nothing"))
                .hasMessageStartingWith("params: there is no \"nothing\" among [encoder.0.w, ");
    }

    @Test
    void aRebuiltModelIsAlive() {
        var original = model();
        var params = Params.of(original);
        var live = params.in(original);
        var frozen = params.frozen(original);
        params.theta()[0] = 100;
        var x = Tensor.of(new float[] {1}, 1, 1);
        assertThat(live.encoder().apply(x, Pass.evaluation()).item()).isEqualTo(102);
        assertThat(frozen.encoder().apply(x, Pass.evaluation()).item()).isEqualTo(102);
        assertThat(original.encoder().apply(x, Pass.evaluation()).item()).isEqualTo(3);
        assertThat(live.encoder().apply(x, Pass.evaluation()).isTracked()).isTrue();
        assertThat(frozen.encoder().apply(x, Pass.evaluation()).isTracked()).isFalse();
        assertThat(live.name()).isEqualTo("m");
        assertThat(Params.of(live).theta()).isEqualTo(params.theta());
    }

    @Test
    void whatHoldsNoTensorStaysTheSameObject() {
        var layer = new Dropout(0.5);
        var model = Sequential.of(layer, line(1, 2));
        assertThat(Params.of(model).in(model).layers().getFirst()).isSameAs(layer);
    }

    @Test
    void aTensorThatOccursTwiceIsOneParameter() {
        var shared = Tensor.of(new float[] {2}, 1, 1);
        var model = List.<Layer>of(new Line(shared, Tensor.zeros(1)), new Line(shared, Tensor.zeros(1)));
        var params = Params.of(model);
        assertThat(params.names()).containsExactly("0.w", "0.b", "1.b");
        var live = params.in(model);
        var x = Tensor.of(new float[] {3}, 1, 1);
        var y = live.get(1).apply(live.get(0).apply(x, Pass.evaluation()), Pass.evaluation()); // w²·x
        assertThat(params.grad(y.sum()).get("0.w").item()).isEqualTo(12);
    }

    @Test
    void gradientsLieWhereThetaLies() {
        var model = line(2, 1);
        var params = Params.of(model);
        var loss = params.in(model)
                .apply(Tensor.of(new float[] {3}, 1, 1), Pass.evaluation())
                .square()
                .sum();
        var gradient = new float[2];
        params.gradInto(loss, gradient);
        assertThat(gradient).containsExactly(42, 14); // 2·7·3, 2·7
        assertThat(params.grad(loss).copyTheta()).containsExactly(42, 14);
        assertThatThrownBy(() -> params.gradInto(loss, new float[3]))
                .hasMessage("params: θ has 2 numbers, got an array of 3");
    }

    @Test
    void freezingIsAFilterOnNames() {
        var model = line(2, 1);
        var all = Params.of(model);
        var params = all.learning(name -> !name.equals("w"));
        assertThat(params.count()).isEqualTo(1);
        assertThat(params.theta()).isSameAs(all.theta());
        var loss = params.in(model)
                .apply(Tensor.of(new float[] {3}, 1, 1), Pass.evaluation())
                .square()
                .sum();
        var gradient = new float[] {5, 5};
        params.gradInto(loss, gradient);
        assertThat(gradient).containsExactly(0, 14);
        assertThat(params.grad(loss).copyTheta()).containsExactly(0, 14);
    }

    @Test
    void fixedTensorsAreNotLearnedButUpdated() {
        var model = new Scaled(Tensor.of(new float[] {4}, 1), line(2, 1), 1);
        var params = Params.of(model);
        assertThat(params.count()).isEqualTo(2);
        assertThat(params.slots().getFirst().learned()).isFalse();
        var pass = Pass.training(Key.of(1));
        var live = params.in(model);
        live.apply(Tensor.of(new float[] {8}, 1, 1), pass.at("layer"));
        live.apply(Tensor.of(new float[] {8}, 1, 1), pass.at("again"));
        assertThat(params.theta()[0]).isEqualTo(4);
        params.applyUpdates(pass);
        assertThat(params.theta()).containsExactly(7, 2, 1);
        assertThatThrownBy(() -> live.apply(Tensor.zeros(1, 1), Pass.evaluation()))
                .hasMessage("pass: evaluation changes no statistics; ask isTraining() first");
        assertThatThrownBy(() -> Pass.evaluation().key())
                .hasMessage("pass: evaluation has no randomness; ask isTraining() first");
    }

    @Test
    void aStepIsAFunctionThatCanBeDifferentiated() {
        var model = line(2, 0);
        var theta = Params.of(model);
        var x = Tensor.of(new float[] {1}, 1, 1);
        // L(w, b) = (w + b)²; one step: w' = w − r·2(w + b), b' the same; L' = ((w + b)(1 − 4r))²
        var loss = theta.in(model).apply(x, Pass.evaluation()).square().sum();
        var adapted = theta.zip(theta.differentiableGrad(loss), (t, g) -> t.minus(g.times(0.1)));
        var after = adapted.in(model).apply(x, Pass.evaluation()).square().sum();
        assertThat(after.item()).isCloseTo(1.44, within(1e-6));
        assertThat(theta.grad(after).get("w").item()).isCloseTo(2 * 2 * 0.36, within(1e-6));
        assertThatThrownBy(adapted::theta)
                .hasMessage("params: computed parameters have no live θ; copyTheta() copies them");
        assertThatThrownBy(() -> theta.map(t -> Tensor.zeros(7)))
                .hasMessage("params: w must keep its shape [1, 1], got [7]");
        assertThatThrownBy(() -> theta.zip(Params.of(List.of(x)), Tensor::plus))
                .hasMessage("params: zip needs the same names, got [w, b] and [0]");
    }

    @Test
    void setByName() {
        var params = Params.of(line(2, 0));
        params.set(Map.of("w", Tensor.of(new double[] {5}, 1, 1), "b", Tensor.of(new float[] {6}, 1)));
        assertThat(params.copyTheta()).containsExactly(5, 6);
        params.setTheta(new float[] {7, 8});
        assertThat(params.theta()).containsExactly(7, 8);
        var values = new TreeMap<>(Map.of("w", Tensor.zeros(1, 1), "c", Tensor.zeros(1)));
        assertThatThrownBy(() -> params.set(values))
                .hasMessage("params: the tensors are not those of this model; missing [b], unknown [c]");
        assertThatThrownBy(() -> params.set(Map.of("w", Tensor.zeros(2, 1), "b", Tensor.zeros(1))))
                .hasMessage("params: w has shape [1, 1] in this model, got [2, 1]");
        assertThatThrownBy(() -> params.set(Map.of("w", Tensor.range(1).reshape(1, 1), "b", Tensor.zeros(1))))
                .hasMessage("params: w is I64, but θ holds floating numbers");
        assertThat(params.theta()).containsExactly(7, 8);
    }

    @Test
    void errorsSayWhatDoesNotFit() {
        assertThatThrownBy(() -> Params.of(new Line(Tensor.zeros(1, 1).cast(DType.F64), Tensor.zeros(1))))
                .hasMessage("params: w is F64, but θ holds F32; cast it, or keep it as an array");
        assertThatThrownBy(() -> Params.of(Tensor.zeros(1)))
                .hasMessage("a model is a record, list or map of tensors, got one tensor");
        var params = Params.of(line(1, 2));
        assertThatThrownBy(() -> params.in(model())).hasMessage("params: these are of a Line, got a Model");
        assertThatThrownBy(() -> params.in(new Line(Tensor.zeros(2, 1), Tensor.zeros(1))))
                .hasMessage("params: w has shape [1, 1], but the model's w has [2, 1]");
        var two = Sequential.of(line(1, 2), line(1, 2));
        assertThatThrownBy(() -> Params.of(two).in(Sequential.of(line(1, 2))))
                .hasMessage("params: the model lacks 1.w");
        assertThatThrownBy(() -> Params.of(Sequential.of(line(1, 2))).in(two))
                .hasMessage("params: the model has a tensor more than these: 1.w");
    }

    /** A layer that forgot to be a record. */
    private static final class Scale implements Layer {
        private final Tensor factor = Tensor.ones(1);

        @Override
        public Tensor apply(Tensor x, Pass pass) {
            return x.times(factor);
        }
    }

    @Test
    void aLayerWithFieldsMustBeARecord() {
        assertThatThrownBy(() -> Params.of(Sequential.of(new Scale())))
                .hasMessage(
                        "params: hanshu.nn.ParamsTest$Scale is a layer, but no record, so its tensors cannot be found; make it a record");
        assertThat(Params.of(Sequential.of((x, pass) -> x.times(2))).names()).isEmpty();
    }

    @Test
    void namesMustDiffer() {
        var model = Map.of("a", line(1, 2), "a.w", Tensor.zeros(1));
        assertThatThrownBy(() -> Params.of(model))
                .hasMessage("params: two tensors have the name a.w; give a map another key");
    }

    @Test
    void aListCanBeRebuiltAgain() {
        var model = List.of(line(1, 2), line(3, 4));
        var params = Params.of(model);
        assertThat(Params.of(params.frozen(params.in(model))).theta()).containsExactly(1, 2, 3, 4);
    }

    /** Records of a module are read once it opens their package. */
    @Test
    void aModuleMustOpenItsRecords(@TempDir Path folder) throws Exception {
        var tensor = Tensor.of(new float[] {5}, 1);
        var shut = module(folder.resolve("shut"), "module shut { exports shut.api; }");
        assertThatThrownBy(() -> Params.of(shut.invoke(null, tensor)))
                .hasMessage(
                        "params: record shut.inner.Hidden cannot be read, since module shut does not open its package; add \"opens shut.inner;\" to its module-info.java");
        var open = module(folder.resolve("open"), "module shut { exports shut.api; opens shut.inner; }");
        assertThat(Params.of(open.invoke(null, tensor)).theta()).containsExactly(5);
    }

    /** Compiles a module with a record that is not public, and loads the method that makes one. */
    private static Method module(Path folder, String declaration) throws Exception {
        var sources = Map.of(
                "module-info.java", declaration,
                "shut/inner/Hidden.java", "package shut.inner; record Hidden(Object x) {}",
                "shut/inner/Maker.java",
                        "package shut.inner; public class Maker { public static Object make(Object x) { return new Hidden(x); } }",
                "shut/api/Api.java",
                        "package shut.api; public class Api { public static Object make(Object x) { return shut.inner.Maker.make(x); } }");
        var arguments = new ArrayList<>(List.of("-d", folder.resolve("classes").toString()));
        for (var source : sources.entrySet()) {
            var file = folder.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        var compiler = ToolProvider.findFirst("javac").orElseThrow();
        assertThat(compiler.run(System.out, System.err, arguments.toArray(String[]::new)))
                .isZero();
        var finder = ModuleFinder.of(folder.resolve("classes"));
        var boot = ModuleLayer.boot();
        var configuration = boot.configuration().resolve(finder, ModuleFinder.of(), Set.of("shut"));
        var layer = boot.defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader());
        return layer.findLoader("shut").loadClass("shut.api.Api").getMethod("make", Object.class);
    }
}
