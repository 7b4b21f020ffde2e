/** Losses: how wrong a prediction is, as a number to be made small. */
@NullMarked
package hanshu.nn.loss;

import org.jspecify.annotations.NullMarked;
