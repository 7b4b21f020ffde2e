/** The web page and the server of models. */
module hanshu.workbench {
    requires transitive hanshu.learn;
    requires jdk.httpserver;
    requires org.slf4j;
    requires static org.jspecify;

    exports hanshu.workbench.server;
}
