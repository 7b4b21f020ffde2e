/** Functions of batches of cases: networks, y = b + w·x, several together. */
@NullMarked
package hanshu.learn.supervised.task.model;

import org.jspecify.annotations.NullMarked;
