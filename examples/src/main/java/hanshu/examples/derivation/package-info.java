/** The programs that the page of {@code hanshu derive} quotes, one for each step. */
@NullMarked
package hanshu.examples.derivation;

import org.jspecify.annotations.NullMarked;
