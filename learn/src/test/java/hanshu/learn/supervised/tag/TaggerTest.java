package hanshu.learn.supervised.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.learn.supervised.tag.Tagged.Sentence;
import hanshu.nn.Pass;
import hanshu.nn.optim.Adam;
import hanshu.tensor.Key;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaggerTest {
    private static final Key KEY = Key.of(8);
    private static final int WORDS = 40;
    private static final int LETTERS = 6;
    private static final int CAPITAL = 5;

    /**
     * Names begin with a capital, and a name is B (1) or, right after another, I (2); all other words are O (0). Which
     * word it is says nothing: the letters must tell.
     */
    private static Tagged language(int count, Key key) {
        var sentences = new ArrayList<Sentence>();
        for (int i = 0; i < count; i++) {
            var words = new ArrayList<Integer>();
            var letters = new ArrayList<List<Integer>>();
            var tags = new ArrayList<Integer>();
            for (int t = 0; t < 3 + i % 5; t++) {
                var draw = key.at(i).at(t);
                boolean isName = draw.randomDouble(0) < 0.4;
                words.add(1 + (int) (draw.randomDouble(1) * (WORDS - 1)));
                letters.add(List.of(isName ? CAPITAL : 1 + (int) (draw.randomDouble(2) * 4), 2, 3));
                tags.add(!isName ? 0 : t > 0 && tags.get(t - 1) > 0 ? 2 : 1);
            }
            sentences.add(new Sentence(words, letters, tags));
        }
        return new Tagged(sentences);
    }

    private static Tagger tagger() {
        return Tagger.of(WORDS, LETTERS, 3, 8, 16, 0.1, KEY);
    }

    @Test
    void namesAreFoundByTheirLettersAndNeighbours() {
        var training = Training.of(
                tagger(),
                Tagger::loss,
                language(200, KEY.at("train")).batches(),
                TrainingConfig.of(12, 10, 0.01).withOptimiser(new Adam.Config()),
                KEY);
        var learned = training.run().model();
        var unseen = language(50, KEY.at("unseen"));
        int right = 0;
        for (int i = 0; i < 50; i++) {
            right += learned.tags(unseen.batch(i))
                            .getFirst()
                            .equals(unseen.sentences().get(i).tags())
                    ? 1
                    : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(47);
    }

    @Test
    void paddingChangesNothing() {
        var sentences = language(5, KEY);
        var tagger = tagger();
        var together = tagger.scores(sentences.batch(0, 4), Pass.evaluation());
        var alone = tagger.scores(sentences.batch(0), Pass.evaluation());
        assertThat(together.get(0, 0).slice(0, 0, 3).toDoubles())
                .containsExactly(alone.get(0, 0).toDoubles(), within(1e-5));
        double sum = tagger.loss(sentences.batch(0), Pass.evaluation()).item()
                + tagger.loss(sentences.batch(4), Pass.evaluation()).item();
        assertThat(tagger.loss(sentences.batch(0, 4), Pass.evaluation()).item()).isEqualTo(sum / 2, within(1e-4));
    }

    @Test
    void sentencesThatCannotBeAreSaid() {
        assertThatThrownBy(() -> new Sentence(List.of(1, 2), List.of(List.of(1)), List.of()))
                .hasMessage(
                        "tagged: a sentence has words, letters for each and a tag for each or none, got 2, 1 and 0");
        assertThatThrownBy(() -> new Tagged(List.of())).hasMessage("tagged: needs a sentence or more, got none");
    }
}
