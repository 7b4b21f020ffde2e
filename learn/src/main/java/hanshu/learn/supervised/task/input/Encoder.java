package hanshu.learn.supervised.task.input;

import hanshu.data.Wording;
import hanshu.nn.Pass;

/** Makes a vector of one input, and of a sequence a state of each step. */
public sealed interface Encoder
        permits PictureEncoder, TextEncoder, WordEncoder, SequenceEncoder, TableEncoder, SourceTokens {
    Encoded encode(Value value, Pass pass);

    /** How many numbers the vector of a case has. */
    int width();

    /** How many the state of a step has; 0 where there are no steps. */
    default int stepWidth() {
        return 0;
    }

    /** In a few words: "convolutional network of 3 stages, 24 to 96 channels". */
    Wording describe();
}
