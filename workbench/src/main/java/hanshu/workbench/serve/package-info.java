/** Models that answer over HTTP: the Open Inference Protocol, a plain {@code /predict}, batches, metrics. */
@NullMarked
package hanshu.workbench.serve;

import org.jspecify.annotations.NullMarked;
