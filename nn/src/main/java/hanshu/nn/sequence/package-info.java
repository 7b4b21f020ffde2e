/** Labels for sequences: which fit together, and which stand behind what was heard or written. */
@NullMarked
package hanshu.nn.sequence;

import org.jspecify.annotations.NullMarked;
