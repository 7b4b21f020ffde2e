/** Text: reading it, cutting it into tokens and numbering them, and batches of the numbers. */
@NullMarked
package hanshu.data.text;

import org.jspecify.annotations.NullMarked;
