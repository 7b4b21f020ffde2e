/** The programs that docs/engine.md quotes, in its order. */
@NullMarked
package hanshu.examples.engine;

import org.jspecify.annotations.NullMarked;
