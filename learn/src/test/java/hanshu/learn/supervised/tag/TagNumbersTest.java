package hanshu.learn.supervised.tag;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.data.text.TaggedText;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

class TagNumbersTest {
    private static TaggedText.Sentence sentence(String words, String tags) {
        return new TaggedText.Sentence(List.of(words.split(" ")), List.of(tags.split(" ")));
    }

    private static final TaggedText ENGLISH =
            new TaggedText(List.of(sentence("Anna is here", "B-PER O O"), sentence("here is Is", "O O O")));
    private static final TaggedText CHINESE =
            new TaggedText(List.of(sentence("我 在 北 京", "O O B-LOC I-LOC"), sentence("北 京 好", "B-LOC I-LOC O")));

    @Test
    void whatIsRareIsUnknownAndWordsAreSmall() {
        var numbers = TagNumbers.of(ENGLISH, 2, 2);
        assertThat(numbers.words().tokens()).containsExactly("<pad>", "<unk>", "is", "here");
        assertThat(numbers.pairs().size()).isZero();
        var anna = numbers.numbers(List.of("Anna", "IS", "here"));
        assertThat(anna.words()).containsExactly(1, 2, 3);
        assertThat(anna.letters().get(1)).containsExactly(1, 1); // a large I and S are rare here
        assertThat(anna.pairs()).isEmpty();
        assertThat(numbers.names(numbers.numbers(ENGLISH).sentences().getFirst().tags()))
                .containsExactly("B-PER", "O", "O");
    }

    @Test
    void charactersHavePairsAndATaggerUsesThem() {
        var numbers = TagNumbers.of(CHINESE, 1, 2);
        assertThat(numbers.pairs().tokens()).containsExactly("<pad>", "<unk>", "北 京");
        assertThat(numbers.numbers(List.of("北", "京")).pairs()).containsExactly(2, 1);
        var tagger = Tagger.of(
                numbers.words().size(),
                numbers.letters().size(),
                numbers.pairs().size(),
                numbers.tags().size(),
                4,
                4,
                0,
                Key.of(1));
        assertThat(Params.of(tagger).names()).contains("pairs.table");
        var known = new Tagged(List.of(new Tagged.Sentence(List.of(2), List.of(List.of(2)), List.of(1), List.of())));
        var other = new Tagged(List.of(new Tagged.Sentence(List.of(2), List.of(List.of(2)), List.of(2), List.of())));
        assertThat(tagger.scores(known.batch(0), Pass.evaluation()).toFloats())
                .isNotEqualTo(tagger.scores(other.batch(0), Pass.evaluation()).toFloats());
    }

    @Test
    void batchesOfAlikeSentencesHoldEachOnce() {
        var tagged = TagNumbers.of(ENGLISH, 1, 1)
                .numbers(new TaggedText(List.of(
                        sentence("a b c d", "O O O O"),
                        sentence("a", "O"),
                        sentence("b c d e", "O O O O"),
                        sentence("b", "O"),
                        sentence("c", "O"))));
        var batches = tagged.alike(2, Key.of(1));
        assertThat(batches.count()).isEqualTo(3);
        int words = 0;
        for (int i = 0; i < 3; i++) {
            words += (int) batches.batch(new int[] {i}, 0, 1).lengths().sum().item();
        }
        assertThat(words).isEqualTo(11);
    }
}
