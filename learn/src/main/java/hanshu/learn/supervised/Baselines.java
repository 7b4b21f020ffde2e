package hanshu.learn.supervised;

/**
 * The simple functions that a learned one is compared with; they go with it wherever it goes.
 *
 * @param certainty of the linear one
 */
record Baselines(Naive naive, LinearModel linear, Certainty certainty) {}
