/** The study of tables: how good the default network is on public data. */
@NullMarked
package hanshu.bench.tables;

import org.jspecify.annotations.NullMarked;
