/** Layers that look at neighbours in time or space: convolutions, pools, resizing, and the blocks built of them. */
@NullMarked
package hanshu.nn.conv;

import org.jspecify.annotations.NullMarked;
