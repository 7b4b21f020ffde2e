/** Programs to start from. */
@NullMarked
package hanshu.examples;

import org.jspecify.annotations.NullMarked;
