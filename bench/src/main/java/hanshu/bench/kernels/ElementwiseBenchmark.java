package hanshu.bench.kernels;

import hanshu.tensor.Kernels;
import hanshu.tensor.Machine;
import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Unary;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Elementwise functions on one thread: in the first-level cache, the second, and memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "--add-modules=jdk.incubator.vector")
public class ElementwiseBenchmark {
    private final Kernels kernels = Machine.kernels();

    @Param({"4096", "65536", "1000000"})
    public int n;

    private float[] x = {};
    private float[] y = {};
    private float[] z = {};

    @Setup
    public void fill() {
        var random = new Random(1);
        x = new float[n];
        y = new float[n];
        z = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextFloat() * 8 - 4;
            y[i] = random.nextFloat() + 0.5f;
        }
    }

    /** The functions of one input that networks spend their time in. */
    @State(Scope.Thread)
    public static class Function {
        @Param({"EXP", "LOG", "TANH", "SIGMOID", "SOFTPLUS", "ERF", "RELU", "SQRT", "SIN"})
        public Unary f = Unary.EXP;
    }

    /** The functions of two. */
    @State(Scope.Thread)
    public static class Operation {
        @Param({"PLUS", "TIMES", "DIV", "MAX"})
        public Binary f = Binary.PLUS;
    }

    @Benchmark
    public float[] unary(Function function) {
        kernels.unary(function.f, x, 0, z, 0, n);
        return z;
    }

    @Benchmark
    public float[] binary(Operation operation) {
        kernels.binary(operation.f, x, 0, 1, y, 0, 1, z, 0, n);
        return z;
    }
}
