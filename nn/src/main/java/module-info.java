/** Parameters and their file, layers, losses, optimisers. */
module hanshu.nn {
    requires transitive hanshu.tensor;
    requires static org.jspecify;
    requires tools.jackson.core;

    exports hanshu.nn;
    exports hanshu.nn.attention;
    exports hanshu.nn.conv;
    exports hanshu.nn.io;
    exports hanshu.nn.loss;
    exports hanshu.nn.optim;
    exports hanshu.nn.rnn;
    exports hanshu.nn.sequence;
}
