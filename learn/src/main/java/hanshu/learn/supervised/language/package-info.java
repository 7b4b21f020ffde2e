/** Language models: how probable a text is, and how it goes on. */
@NullMarked
package hanshu.learn.supervised.language;

import org.jspecify.annotations.NullMarked;
