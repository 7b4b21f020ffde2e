/** The study of series: forecasts of public data beside published ones. */
@NullMarked
package hanshu.bench.series;

import org.jspecify.annotations.NullMarked;
