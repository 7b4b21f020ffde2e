/** The shortest way from data to a function. */
@NullMarked
package hanshu.learn;

import org.jspecify.annotations.NullMarked;
