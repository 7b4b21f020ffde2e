/** One package per family of learning, one file per algorithm. */
module hanshu.learn {
    requires transitive hanshu.train;
    requires static org.jspecify;

    exports hanshu.learn;
    exports hanshu.learn.supervised;
    exports hanshu.learn.supervised.derivation;
    exports hanshu.learn.supervised.forecast;
    exports hanshu.learn.supervised.generate;
    exports hanshu.learn.supervised.language;
    exports hanshu.learn.supervised.recurrent;
    exports hanshu.learn.supervised.task;
    exports hanshu.learn.supervised.task.cases;
    exports hanshu.learn.supervised.task.config;
    exports hanshu.learn.supervised.translate;

    opens hanshu.learn.supervised to
            hanshu.nn,
            tools.jackson.databind;
    opens hanshu.learn.supervised.derivation to
            hanshu.nn;
    opens hanshu.learn.supervised.forecast to
            hanshu.nn,
            tools.jackson.databind;
    opens hanshu.learn.supervised.language to
            hanshu.nn,
            tools.jackson.databind;
    opens hanshu.learn.supervised.task to
            hanshu.nn,
            tools.jackson.databind;
    opens hanshu.learn.supervised.task.cases to
            tools.jackson.databind;
    opens hanshu.learn.supervised.task.config to
            hanshu.nn,
            tools.jackson.databind;
    opens hanshu.learn.supervised.task.input to
            hanshu.nn,
            tools.jackson.databind;
    opens hanshu.learn.supervised.task.model to
            hanshu.nn,
            tools.jackson.databind;
    opens hanshu.learn.supervised.task.output to
            hanshu.nn,
            tools.jackson.databind;
}
