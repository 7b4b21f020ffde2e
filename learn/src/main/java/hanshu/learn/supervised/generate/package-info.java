/** Sequences out: token after token from any model that says what comes next, by chance, greedily or by beam search. */
@NullMarked
package hanshu.learn.supervised.generate;

import org.jspecify.annotations.NullMarked;
