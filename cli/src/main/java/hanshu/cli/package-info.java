/** The program {@code hanshu}. */
@NullMarked
package hanshu.cli;

import org.jspecify.annotations.NullMarked;
