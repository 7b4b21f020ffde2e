package hanshu.bench.kernels;

import hanshu.bench.kernels.MatMulTable.Product;
import hanshu.tensor.Kernels;
import hanshu.tensor.Machine;
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

/** Matrix products; {@link MatMulTable} has more of them, as rates beside the peak. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "--add-modules=jdk.incubator.vector")
public class MatMulBenchmark {
    private final Kernels kernels = Machine.kernels();

    @Param({"64x256x784", "64x256x256-bt", "784x256x64-at", "512x512x512"})
    public String form = "";

    private Runnable product = () -> {};

    @Setup
    public void prepare() {
        product = MatMulTable.prepare(kernels, Product.of(form));
    }

    @Benchmark
    public void multiply() {
        product.run();
    }
}
