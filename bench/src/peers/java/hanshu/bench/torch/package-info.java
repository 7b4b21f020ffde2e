/** The same workloads in libtorch, to compare with. */
@NullMarked
package hanshu.bench.torch;

import org.jspecify.annotations.NullMarked;
