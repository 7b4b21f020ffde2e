/** The loop that walks θ downhill, and what it leaves behind. */
@NullMarked
package hanshu.train;

import org.jspecify.annotations.NullMarked;
