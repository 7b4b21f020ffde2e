/** Matrix products of other houses, beside ours. */
@NullMarked
package hanshu.bench.blas;

import org.jspecify.annotations.NullMarked;
