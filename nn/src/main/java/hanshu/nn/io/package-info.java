/** Model files, and files that are there whole or not at all. */
@NullMarked
package hanshu.nn.io;

import org.jspecify.annotations.NullMarked;
