/** The program that writes the reference vectors of the tests, computed by libtorch. */
@NullMarked
package hanshu.bench.vectors;

import org.jspecify.annotations.NullMarked;
