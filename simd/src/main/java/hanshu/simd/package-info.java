/** Kernels in the Vector API: the same results as the plain loops, faster. */
@NullMarked
package hanshu.simd;

import org.jspecify.annotations.NullMarked;
