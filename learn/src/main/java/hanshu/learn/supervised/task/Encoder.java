package hanshu.learn.supervised.task;

import hanshu.nn.Pass;
import hanshu.tensor.Tensor;

/** Makes a vector of one input. */
sealed interface Encoder permits PictureEncoder, TextEncoder, SequenceEncoder, TableEncoder {
    /** (batch, {@link #width}) */
    Tensor encode(Value value, Pass pass);

    /** How many numbers it makes of a case. */
    int width();

    /** In a few words: "convolutional network of 3 stages, 24 to 96 channels". */
    String describe();
}
