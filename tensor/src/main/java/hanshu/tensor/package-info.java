/** Tensors, the closed set of operations on them, and their gradients of any order. */
@NullMarked
package hanshu.tensor;

import org.jspecify.annotations.NullMarked;
