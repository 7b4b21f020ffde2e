package hanshu.learn.supervised;

/**
 * A simple function that the learned one is compared with.
 *
 * @param name naive or linear
 */
public record Baseline(String name, Scores scores) {}
