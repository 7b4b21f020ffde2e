/** Language models and translators on public texts, beside what is published. */
@NullMarked
package hanshu.bench.language;

import org.jspecify.annotations.NullMarked;
