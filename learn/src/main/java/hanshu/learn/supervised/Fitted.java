package hanshu.learn.supervised;

import java.util.List;

/**
 * Models that answer together, and what they answered for rows they did not learn from.
 *
 * @param models one, or one per fold
 * @param unseen for the validation rows of all folds in order, the answers of models that did not see them
 */
record Fitted(List<? extends TableModel> models, Answers unseen) {}
