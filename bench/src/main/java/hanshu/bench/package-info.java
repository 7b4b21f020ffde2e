/** Benchmarks of the kernels and of the main job. */
@NullMarked
package hanshu.bench;

import org.jspecify.annotations.NullMarked;
