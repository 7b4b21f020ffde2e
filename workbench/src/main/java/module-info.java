/** The web page and the server of models. */
module hanshu.workbench {
    requires transitive hanshu.learn;
    requires jdk.httpserver;
    requires io.prometheus.metrics.core;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;
    requires org.slf4j;
    requires static org.jspecify;

    exports hanshu.workbench.page;
    exports hanshu.workbench.serve;
    exports hanshu.workbench.server;
}
