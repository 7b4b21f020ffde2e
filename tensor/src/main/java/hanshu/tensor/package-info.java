/** Tensors that differentiate, and the operations they are made of. */
@NullMarked
package hanshu.tensor;

import org.jspecify.annotations.NullMarked;
