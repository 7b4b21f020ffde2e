package hanshu.bench.kernels;

import hanshu.tensor.Kernels;
import hanshu.tensor.Machine;
import hanshu.tensor.Op.Reduction;
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

/** Sums, extremes, softmax and transposes of matrices, narrow and wide. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "--add-modules=jdk.incubator.vector")
public class RowsBenchmark {
    private final Kernels kernels = Machine.kernels();

    @Param({"64x10", "64x256", "20640x8", "1024x1024"})
    public String shape = "";

    private int rows;
    private int columns;
    private float[] x = {};
    private float[] y = {};

    @Setup
    public void fill() {
        rows = Integer.parseInt(shape.substring(0, shape.indexOf('x')));
        columns = Integer.parseInt(shape.substring(shape.indexOf('x') + 1));
        x = new float[rows * columns];
        y = new float[rows * columns];
        var random = new Random(1);
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat();
        }
    }

    @Benchmark
    public float[] sumOfRows() {
        kernels.reduceRows(Reduction.SUM, x, 0, rows, columns, y, 0);
        return y;
    }

    @Benchmark
    public float[] maxOfRows() {
        kernels.reduceRows(Reduction.MAX, x, 0, rows, columns, y, 0);
        return y;
    }

    @Benchmark
    public float[] sumOfColumns() {
        kernels.reduceColumns(Reduction.SUM, x, 0, rows, columns, y, 0);
        return y;
    }

    @Benchmark
    public float[] softmax() {
        kernels.softmax(x, 0, rows, columns, y, 0);
        return y;
    }

    @Benchmark
    public float[] logSoftmax() {
        kernels.logSoftmax(x, 0, rows, columns, y, 0);
        return y;
    }

    @Benchmark
    public float[] transpose() {
        kernels.transpose(x, 0, columns, rows, columns, y, 0);
        return y;
    }
}
