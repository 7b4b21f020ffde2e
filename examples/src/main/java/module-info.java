/** Programs to start from. */
module hanshu.examples {
    requires hanshu.learn;
    requires static org.jspecify;

    opens hanshu.examples.engine to
            hanshu.nn; // reads the record that is a layer there
}
