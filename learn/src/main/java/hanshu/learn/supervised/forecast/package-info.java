/** Forecasts of series: from the naive ones over linear maps to recurrent, convolutional and attending networks. */
@NullMarked
package hanshu.learn.supervised.forecast;

import org.jspecify.annotations.NullMarked;
