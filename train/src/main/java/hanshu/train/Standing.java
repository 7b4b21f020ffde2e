package hanshu.train;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How far a training has come: all that a checkpoint holds beside the vectors.
 *
 * @param step the steps taken
 * @param epoch the epoch under way, from 0
 * @param batch how many of its batches are done
 * @param lossSum over the rows of this epoch so far
 * @param lossRows how many these are
 * @param seconds of work, through all interruptions
 * @param best the best score so far
 * @param bestEpoch the epoch that reached it, from 1; 0 before the first validation
 * @param waited validations since then
 * @param schedule what the schedule has learned from the validations
 * @param rounds what was achieved on the way
 * @param ended whether there are no more steps to take
 */
record Standing(
        long step,
        int epoch,
        int batch,
        double lossSum,
        long lossRows,
        double seconds,
        OptionalDouble best,
        int bestEpoch,
        int waited,
        List<Double> schedule,
        List<Round> rounds,
        boolean ended) {
    Standing {
        schedule = List.copyOf(schedule);
        rounds = List.copyOf(rounds);
    }
}
