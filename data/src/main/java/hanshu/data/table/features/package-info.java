/** From the columns of a table to the numbers of a network: fitted on training rows, kept in the model file. */
@NullMarked
package hanshu.data.table.features;

import org.jspecify.annotations.NullMarked;
