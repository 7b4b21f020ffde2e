/** Finds settings of a training by trying: a rate and a batch to begin with, then a search in a given time. */
@NullMarked
package hanshu.train.tune;

import org.jspecify.annotations.NullMarked;
