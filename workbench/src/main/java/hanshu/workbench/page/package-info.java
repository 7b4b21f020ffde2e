/** The page on which learning is seen: data, runs and their curves, the doctor, the derivation, samples to try. */
@NullMarked
package hanshu.workbench.page;

import org.jspecify.annotations.NullMarked;
