/** Searches of settings, compared at equal time. */
@NullMarked
package hanshu.bench.tuning;

import org.jspecify.annotations.NullMarked;
