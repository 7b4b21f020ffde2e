/** An output: from what was encoded to scores, their loss, and the answer. */
@NullMarked
package hanshu.learn.supervised.task.output;

import org.jspecify.annotations.NullMarked;
