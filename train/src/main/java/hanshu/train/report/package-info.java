/** What a run found, as one page that opens anywhere: no network, no server, nothing beside it. */
@NullMarked
package hanshu.train.report;

import org.jspecify.annotations.NullMarked;
