/** From paths to cases, a file for each kind of data. */
@NullMarked
package hanshu.learn.supervised.task.read;

import org.jspecify.annotations.NullMarked;
