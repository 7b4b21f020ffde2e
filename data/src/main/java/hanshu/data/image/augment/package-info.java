/** Augmentation: pictures changed at random in ways that leave their class as it is, so that a network sees ever new ones. */
@NullMarked
package hanshu.data.image.augment;

import org.jspecify.annotations.NullMarked;
