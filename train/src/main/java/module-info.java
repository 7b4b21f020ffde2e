/** The training loop, metrics, checkpoints, runs, events. */
module hanshu.train {
    requires transitive hanshu.nn;
    requires transitive hanshu.data;
    requires static org.jspecify;

    exports hanshu.train.metric;
}
