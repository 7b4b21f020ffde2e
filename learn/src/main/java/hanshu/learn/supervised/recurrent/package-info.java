/** Recurrent networks as a course teaches them: cells, the chain rule through time, why gradients vanish, and the cure. */
@NullMarked
package hanshu.learn.supervised.recurrent;

import org.jspecify.annotations.NullMarked;
