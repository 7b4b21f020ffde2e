/** How good a function is: metrics, calibration and uncertainty, on plain arrays. */
@NullMarked
package hanshu.train.metric;

import org.jspecify.annotations.NullMarked;
