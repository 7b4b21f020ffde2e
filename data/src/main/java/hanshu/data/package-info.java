/** Tables and their columns: what a file holds, and how it becomes tensors. */
@NullMarked
package hanshu.data;

import org.jspecify.annotations.NullMarked;
