/** Cases as they lie in the data, as values. */
@NullMarked
package hanshu.learn.supervised.task.cases;

import org.jspecify.annotations.NullMarked;
