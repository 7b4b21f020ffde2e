/** The training loop, metrics, checkpoints, runs, events. */
module hanshu.train {
    requires transitive hanshu.nn;
    requires transitive hanshu.data;
    requires transitive com.fasterxml.jackson.annotation;
    requires transitive tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;
    requires static org.jspecify;

    exports hanshu.train;
    exports hanshu.train.config;
    exports hanshu.train.doctor;
    exports hanshu.train.metric;
    exports hanshu.train.progress;
    exports hanshu.train.report;
    exports hanshu.train.run;
    exports hanshu.train.tune;

    opens hanshu.train to
            tools.jackson.databind; // writes and reads the records of a checkpoint
    opens hanshu.train.doctor to
            hanshu.nn;
}
