/** Programs to start from. */
module hanshu.examples {
    requires hanshu.learn;
    requires static org.jspecify;
}
