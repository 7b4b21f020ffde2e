package hanshu.tensor;

/** The decompositions of the reference vectors by their names there. */
final class MatrixOperations {
    private MatrixOperations() {}

    static Tensor of(Reference r, Tensor a) {
        return switch (r.op()) {
            case "inverse" -> LinearAlgebra.inverse(a);
            case "determinant" -> LinearAlgebra.determinant(a);
            case "logDeterminant" -> LinearAlgebra.logDeterminant(a).log();
            case "signOfDeterminant" -> LinearAlgebra.logDeterminant(a).sign();
            case "cholesky" -> LinearAlgebra.cholesky(a);
            case "eigenvalues" -> LinearAlgebra.symmetricEigen(a).values();
            case "eigenvectors" -> LinearAlgebra.symmetricEigen(a).vectors();
            case "qrQ" -> LinearAlgebra.qr(a).q();
            case "qrR" -> LinearAlgebra.qr(a).r();
            case "svdU" -> LinearAlgebra.svd(a).u();
            case "svdValues" -> LinearAlgebra.svd(a).values();
            case "svdV" -> LinearAlgebra.svd(a).v();
            default -> throw new AssertionError("no operation is called " + r.op());
        };
    }
}
