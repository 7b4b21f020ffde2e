package hanshu.learn.supervised;

import hanshu.tensor.Tensor;

/** A function of table rows: what the linear model and the network have in common. */
sealed interface TableModel permits LinearModel, TabularNetwork {

    /** What each member of the model answers (members, rows, answers): standardised numbers, or logits. */
    Tensor answers(TableBatch batch);
}
