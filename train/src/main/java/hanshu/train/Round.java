package hanshu.train;

import java.util.Optional;

/**
 * What a training had achieved when it was last looked at: at the end of an epoch, or after so many steps.
 *
 * @param epoch from 1
 * @param step the steps taken so far
 * @param trainLoss the mean over the rows of this epoch so far, each before the step that learned from it
 * @param score on the validation rows; empty where there are none or they were not asked
 * @param rate of the last step
 */
public record Round(int epoch, long step, double trainLoss, Optional<Score> score, double rate) {}
