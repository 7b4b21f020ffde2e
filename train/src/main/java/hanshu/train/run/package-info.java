/** The folder of a run: its configuration, its log, its checkpoints, its model, its report. */
@NullMarked
package hanshu.train.run;

import org.jspecify.annotations.NullMarked;
