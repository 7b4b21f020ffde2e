/** Optimisers, which walk θ downhill, and what steers them: schedules, clipping, averaging. */
@NullMarked
package hanshu.nn.optim;

import org.jspecify.annotations.NullMarked;
