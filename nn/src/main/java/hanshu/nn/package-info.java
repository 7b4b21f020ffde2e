/** Layers, losses and initialisers, and θ, the vector of all unknowns. */
@NullMarked
package hanshu.nn;

import org.jspecify.annotations.NullMarked;
