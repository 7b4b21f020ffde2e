/** Learning from examples whose answer is known. */
@NullMarked
package hanshu.learn.supervised;

import org.jspecify.annotations.NullMarked;
