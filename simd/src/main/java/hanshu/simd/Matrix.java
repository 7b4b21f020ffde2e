package hanshu.simd;

/** Where a matrix lies in an array: its first element, and the steps to the next row and to the next column. */
final class Matrix {
    final float[] elements;
    final int start;
    final int rowStep;
    final int columnStep;

    Matrix(float[] elements, int start, int rowStep, int columnStep) {
        this.elements = elements;
        this.start = start;
        this.rowStep = rowStep;
        this.columnStep = columnStep;
    }

    /** Rows of {@code columns} elements one after the other, from the start of an array. */
    static Matrix ofRows(float[] elements, int columns) {
        return new Matrix(elements, 0, columns, 1);
    }

    int at(int row, int column) {
        return start + row * rowStep + column * columnStep;
    }

    /** The matrix that begins further down and to the right. */
    Matrix from(int row, int column) {
        return new Matrix(elements, at(row, column), rowStep, columnStep);
    }

    Matrix transposed() {
        return new Matrix(elements, start, columnStep, rowStep);
    }
}
