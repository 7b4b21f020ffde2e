/** Benchmarks of the kernels, one by one, beside what the machine can do at most. */
@NullMarked
package hanshu.bench.kernels;

import org.jspecify.annotations.NullMarked;
