/** A label for each step: words and their letters in, tags out that fit each other. */
@NullMarked
package hanshu.learn.supervised.tag;

import org.jspecify.annotations.NullMarked;
