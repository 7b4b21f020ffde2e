/** How a run looks in a terminal. */
@NullMarked
package hanshu.train.progress;

import org.jspecify.annotations.NullMarked;
