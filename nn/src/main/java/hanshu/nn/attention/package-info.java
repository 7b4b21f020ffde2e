/** Attention: queries that look things up among keys, positions, masks, and the Transformer made of them. */
@NullMarked
package hanshu.nn.attention;

import org.jspecify.annotations.NullMarked;
