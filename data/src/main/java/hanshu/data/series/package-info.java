/** Series of numbers: short ones with an answer each, and long ones with a time column to be forecast. */
@NullMarked
package hanshu.data.series;

import org.jspecify.annotations.NullMarked;
