/** The default function on public texts, names and recordings, beside what is published. */
@NullMarked
package hanshu.bench.texts;

import org.jspecify.annotations.NullMarked;
