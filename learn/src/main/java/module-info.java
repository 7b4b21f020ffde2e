/** One package per family of learning, one file per algorithm. */
module hanshu.learn {
    requires transitive hanshu.train;
    requires static org.jspecify;
}
