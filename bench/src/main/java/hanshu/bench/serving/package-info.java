/** A model that is served, under load. */
@NullMarked
package hanshu.bench.serving;

import org.jspecify.annotations.NullMarked;
