package hanshu.learn.supervised;

import hanshu.tensor.Tensor;

/**
 * Rows of a table as a network reads them.
 *
 * @param numbers preprocessed numbers (rows, numbers)
 * @param categories for each column with categories the row of the embedding table (rows, columns)
 * @param target standardised numbers, F32, or class numbers, I64 (rows)
 */
record TableBatch(Tensor numbers, Tensor categories, Tensor target) {

    int rows() {
        return target.size(0);
    }
}
