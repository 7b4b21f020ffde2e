/** An input: from what is given of a case to numbers, and from these to a vector or a state of each step. */
@NullMarked
package hanshu.learn.supervised.task.input;

import org.jspecify.annotations.NullMarked;
