/** Recurrent networks: the cells, each one step of the textbook, and what runs them over sequences. */
@NullMarked
package hanshu.nn.rnn;

import org.jspecify.annotations.NullMarked;
