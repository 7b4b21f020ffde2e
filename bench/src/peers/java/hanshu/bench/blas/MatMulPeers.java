package hanshu.bench.blas;

import hanshu.bench.kernels.MatMulTable;
import hanshu.bench.kernels.MatMulTable.Multiplier;
import hanshu.bench.kernels.MatMulTable.Product;
import hanshu.tensor.Parallel;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * {@link MatMulTable} with OpenBLAS, oneDNN and libtorch, on as many threads as we use; oneDNN takes its number from
 * {@code OMP_NUM_THREADS}.
 */
public final class MatMulPeers {
    private MatMulPeers() {}

    public static void main(String[] args) {
        openblas.blas_set_num_threads(Parallel.threads());
        torch.set_num_threads(Parallel.threads());
        MatMulTable.print(args, List.of(new OpenBlas(), new OneDnn(), new LibTorch()));
    }

    private record OpenBlas() implements Multiplier {
        @Override
        public String who() {
            return "openblas";
        }

        @Override
        public Runnable prepare(Product p) {
            var a = new FloatPointer(p.a);
            var b = new FloatPointer(p.b);
            var c = new FloatPointer((long) p.m * p.n);
            int at = p.aTransposed ? openblas.CblasTrans : openblas.CblasNoTrans;
            int bt = p.bTransposed ? openblas.CblasTrans : openblas.CblasNoTrans;
            int lda = p.aTransposed ? p.m : p.k;
            int ldb = p.bTransposed ? p.k : p.n;
            return () -> openblas.cblas_sgemm(
                    openblas.CblasRowMajor, at, bt, p.m, p.n, p.k, 1, a, lda, b, ldb, 0, c, p.n);
        }
    }

    private record OneDnn() implements Multiplier {
        @Override
        public String who() {
            return "onednn";
        }

        @Override
        public Runnable prepare(Product p) {
            var a = new FloatPointer(p.a);
            var b = new FloatPointer(p.b);
            var c = new FloatPointer((long) p.m * p.n);
            byte at = (byte) (p.aTransposed ? 'T' : 'N');
            byte bt = (byte) (p.bTransposed ? 'T' : 'N');
            int lda = p.aTransposed ? p.m : p.k;
            int ldb = p.bTransposed ? p.k : p.n;
            return () -> dnnl.dnnl_sgemm(at, bt, p.m, p.n, p.k, 1, a, lda, b, ldb, 0, c, p.n);
        }
    }

    private record LibTorch() implements Multiplier {
        @Override
        public String who() {
            return "libtorch";
        }

        @Override
        public Runnable prepare(Product p) {
            var a = matrix(p.a, p.m, p.k, p.aTransposed);
            var b = matrix(p.b, p.k, p.n, p.bTransposed);
            var c = Tensor.create(new float[p.m * p.n]).view(p.m, p.n);
            return () -> torch.mm_out(c, a, b);
        }

        private static Tensor matrix(float[] x, int rows, int columns, boolean transposed) {
            var flat = Tensor.create(x);
            return transposed ? flat.view(columns, rows).t() : flat.view(rows, columns);
        }
    }
}
