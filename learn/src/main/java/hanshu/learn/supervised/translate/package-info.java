/** Sequence to sequence: an encoder reads a sentence, a decoder writes another, as in translation. */
@NullMarked
package hanshu.learn.supervised.translate;

import org.jspecify.annotations.NullMarked;
