/** From y = b + w·x to a deep network, step by step, with the numbers of real data: each piece is computed on its own. */
@NullMarked
package hanshu.learn.supervised.derivation;

import org.jspecify.annotations.NullMarked;
