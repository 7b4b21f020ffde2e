package hanshu.learn.supervised.task.model;

import hanshu.data.Wording;
import hanshu.learn.supervised.task.output.Decoder;
import hanshu.learn.supervised.task.output.Scores;
import hanshu.nn.Pass;
import java.util.Map;
import java.util.SequencedMap;

/** A function of batches, whose answers its decoders make: the network, or y = b + w·x. */
public sealed interface Scoring permits TaskModel, Line, Together {
    /** The scores of a batch, by output; targets that it has may be shown to their decoders. */
    Map<String, Scores> scores(TaskBatch batch, Pass pass);

    SequencedMap<String, Decoder> decoders();

    /** In a few words. */
    Wording describe();

    /** In a few words, what becomes of one input. */
    Wording describe(String input);
}
