/** What is asked of a task, as its configuration says it: inputs, outputs, the network and how it learns. */
@NullMarked
package hanshu.learn.supervised.task.config;

import org.jspecify.annotations.NullMarked;
