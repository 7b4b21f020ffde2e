package hanshu.train.doctor;

import hanshu.data.Wording;
import hanshu.train.metric.Digits;
import java.util.Optional;

/**
 * What the doctor sees at once, at the end of a run, without a training: what is wrong with the rows, for it makes all other
 * numbers worthless. What only trials can tell is left to {@link Doctor#examine}.
 */
public final class FirstLook {
    private FirstLook() {}

    /** In a sentence or two, with the evidence and the remedy; empty where nothing stands out. */
    public static Optional<Wording> at(Rows train, Rows unseen) {
        if (train.names().isEmpty() || train.count() == 0 || unseen.count() == 0) {
            return Optional.empty();
        }
        var twins = Twins.between(train, unseen);
        if (twins.share() >= RowsExam.TWINS) {
            return Optional.of(Wording.of(
                            "But mind: %d of %d unseen rows are learned from too, so the score is too good (sure); remove repeated rows before splitting, or split by what they belong to (--by).",
                            "但请注意：%2$d 个未见行中有 %1$d 个也用来学习过，所以得分偏高（确定）；请在划分前去掉重复的行，或按所属划分（--by）。")
                    .with(twins.twins(), twins.of()));
        }
        var telling = Telling.of(train, unseen);
        boolean isGivenAway = telling.size() > 1
                && telling.getFirst().share() >= RowsExam.GIVEN_AWAY
                && telling.get(1).share() < RowsExam.REST;
        return isGivenAway
                ? Optional.of(Wording.of(
                                "But mind: %s alone tells %s of the answer, the next best column (%s) %s; unless it is really known when the function is asked, the score is too good (likely): leave it out (--ignore).",
                                "但请注意：单凭 %s 就能说出答案的 %s，次好的列（%s）%s；除非提问时真的已知它，否则得分偏高（很可能）：请去掉它（--ignore）。")
                        .with(
                                telling.getFirst().column(),
                                Digits.percent(telling.getFirst().share()),
                                telling.get(1).column(),
                                Digits.percent(Math.max(0, telling.get(1).share()))))
                : Optional.empty();
    }
}
