/** What all readers of data share: how bad input is told of, and what is done about it. */
@NullMarked
package hanshu.data;

import org.jspecify.annotations.NullMarked;
