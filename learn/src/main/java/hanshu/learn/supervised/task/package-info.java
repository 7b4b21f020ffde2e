/** The declarative task: an encoder for each input, a decoder for each output, whatever they are. */
@NullMarked
package hanshu.learn.supervised.task;

import org.jspecify.annotations.NullMarked;
