/** Sick trainings with known illnesses, and how many of them the doctor names rightly. */
@NullMarked
package hanshu.bench.clinic;

import org.jspecify.annotations.NullMarked;
