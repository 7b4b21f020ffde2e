/** The doctor: what is wrong with a training, by what evidence, and what to do. */
@NullMarked
package hanshu.train.doctor;

import org.jspecify.annotations.NullMarked;
