/** Tables: reading them in any dialect, what their columns mean, what is to be predicted, and how rows are split. */
@NullMarked
package hanshu.data.table;

import org.jspecify.annotations.NullMarked;
