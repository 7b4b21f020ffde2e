package hanshu.learn.supervised;

import hanshu.data.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Learns y = b + w·x. How much large weights cost is chosen by the validation rows of the folds; with several folds the
 * function is then learned once more from all their rows.
 */
record LinearLearner(Encoder encoder) {
    private static final double[] RIDGES = {1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6};

    private record Candidate(double ridge, Fitted fitted, double loss) {}

    Fitted fit(Table table, List<Fold> folds) {
        var truth = encoder.truth(table, Fold.validationRows(folds));
        var candidates = new ArrayList<Candidate>();
        var models = Collections.nCopies(folds.size(), LinearModel.of(encoder));
        for (double ridge : RIDGES) { // each goes on from the solution of the one before
            models = learnAll(table, folds, models, ridge);
            var unseen = unseen(table, folds, models);
            candidates.add(new Candidate(
                    ridge, new Fitted(models, unseen), Objectives.meanLoss(unseen, truth, encoder.scale())));
        }
        var best = Collections.min(candidates, Comparator.comparingDouble(Candidate::loss));
        if (folds.size() == 1) {
            return best.fitted;
        }
        var all = learn(table, Fold.learnedRows(folds), LinearModel.of(encoder), best.ridge);
        return new Fitted(List.of(all), best.fitted.unseen());
    }

    private List<LinearModel> learnAll(Table table, List<Fold> folds, List<LinearModel> starts, double ridge) {
        var models = new ArrayList<LinearModel>();
        for (int i = 0; i < folds.size(); i++) {
            models.add(learn(table, folds.get(i).train(), starts.get(i), ridge));
        }
        return models;
    }

    private Answers unseen(Table table, List<Fold> folds, List<LinearModel> models) {
        var answers = new ArrayList<Answers>();
        for (int i = 0; i < folds.size(); i++) {
            answers.add(
                    Answers.of(List.of(models.get(i)), rows(table, folds.get(i).validation())));
        }
        return Answers.concat(answers);
    }

    private LinearModel learn(Table table, int[] numbers, LinearModel start, double ridge) {
        var batch = rows(table, numbers).all();
        return LinearModel.fit(start, batch, answers -> Objectives.loss(answers.unsqueeze(0), batch.target()), ridge);
    }

    private TableRows rows(Table table, int[] numbers) {
        return encoder.rows(table, numbers, encoder.truth(table, numbers));
    }
}
