package hanshu.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenizerKindTest {
    private static final List<String> ENGLISH = List.of("The cat sat on the mat.", "The dog, too!");
    private static final List<String> CHINESE = List.of("很快，好吃，味道足", "外卖很快 OK");

    @Test
    void words() {
        var tokenizer = TokenizerKind.WORD.train(ENGLISH, 100, 1);
        assertThat(tokenizer.encode("The cat, the bird!").texts())
                .containsExactly("the", "cat", ",", "the", "<unk>", "!");
        assertThat(tokenizer.decode(tokenizer.encode("the cat, too!").ids())).isEqualTo("the cat, too!");
        assertThat(tokenizer.token(4)).as("the most frequent word").isEqualTo("the");
        assertThat(TokenizerKind.WORD.train(ENGLISH, 100, 2).size()).isEqualTo(4 + 1);
        assertThat(TokenizerKind.WORD.train(ENGLISH, 7, 1).size()).isEqualTo(7);
        assertThat(TokenizerKind.WORD.train(CHINESE, 100, 1).plain("外卖OK").texts())
                .containsExactly("外", "卖", "ok");
    }

    @Test
    void characters() {
        var tokenizer = TokenizerKind.CHARACTER.train(CHINESE, 100, 1);
        var encoded = tokenizer.encode("很快 K😀");
        assertThat(encoded.texts()).containsExactly("很", "快", " ", "K", "<unk>");
        assertThat(encoded.tokens().getLast().end()).isEqualTo(6);
        assertThat(tokenizer.decode(tokenizer.encode("好吃 OK").ids())).isEqualTo("好吃 OK");
    }

    @Test
    void bytePairs() {
        var words = List.of(
                "hug hug hug hug hug hug hug hug hug hug pug pug pug pug pug pun pun pun pun pun pun pun pun pun "
                        + "pun pun pun bun bun bun bun hugs hugs hugs hugs hugs");
        var learned = BpeTrainer.train(counts(words), List.of(), List.of(), "", 10, 1);
        // the example of Hugging Face's course, chapter 6, section 5
        assertThat(learned.merges().pairs())
                .containsExactly(new Merges.Pair("u", "g"), new Merges.Pair("u", "n"), new Merges.Pair("h", "ug"));
        var tokenizer = TokenizerKind.BPE.train(TokenizerReferenceTest.training(), 600, 1);
        String text = "Shall 我 shake 👍🏽?\n  nulls\u0000 e\u0301";
        assertThat(tokenizer.decode(tokenizer.encode(text).ids()))
                .isEqualTo(java.text.Normalizer.normalize(text, Form.NFC));
        assertThat(tokenizer.size()).isEqualTo(600);
    }

    private static Map<String, Integer> counts(List<String> lines) {
        var counts = new HashMap<String, Integer>();
        lines.forEach(line -> List.of(line.split(" ")).forEach(word -> counts.merge(word, 1, Integer::sum)));
        return counts;
    }

    @Test
    void theMergesOfTheReference() {
        var reference = (Bpe) Tokenizer.parse("bpe_bytes", TokenizerReferenceTest.resource("bpe_bytes.tokenizer.json"))
                .parts()
                .model();
        var cut = new PreTokenizer.ByteLevel(false, true, Optional.empty());
        var counts = new HashMap<String, Integer>();
        for (String line : TokenizerReferenceTest.training()) {
            cut.apply(AlignedText.of(line)).forEach(piece -> counts.merge(piece.text(), 1, Integer::sum));
        }
        var bytes = IntStream.range(0, 256)
                .mapToObj(b -> String.valueOf(ByteCharacters.of(b)))
                .toList();
        var learned = BpeTrainer.train(counts, List.of("<|endoftext|>"), bytes, "", 600, 1);
        assertThat(learned.merges()).isEqualTo(reference.merges());
        assertThat(learned.vocabulary()).isEqualTo(reference.vocab());
    }

    @Test
    void wordPieces() {
        var tokenizer = TokenizerKind.WORD_PIECE.train(TokenizerReferenceTest.training(), 400, 1);
        assertThat(tokenizer.size()).isEqualTo(400);
        var encoded = tokenizer.encode("Summery 明月 zzzÿ");
        assertThat(encoded.texts()).startsWith("summer", "##y", "明", "月").endsWith("<unk>");
        assertThat(tokenizer.decode(encoded.ids())).isEqualTo("summery 明 月");
    }

    @Test
    void unigrams() {
        var tokenizer = TokenizerKind.UNIGRAM.train(TokenizerReferenceTest.training(), 330, 1);
        assertThat(tokenizer.size()).isLessThanOrEqualTo(330).isGreaterThan(280);
        assertThat(tokenizer.decode(
                        tokenizer.encode("Shall I compare 明月 to summers?").ids()))
                .isEqualTo("Shall I compare 明月 to summers?");
        assertThat(tokenizer.indexOf("▁summer")).isPositive();
        // no worse than what the reference makes of as many tokens
        assertThat((double) tokens(tokenizer)).isLessThan(1.05 * tokens(unigramReference()));
    }

    private static Tokenizer unigramReference() {
        return Tokenizer.parse("unigram", TokenizerReferenceTest.resource("unigram.tokenizer.json"));
    }

    private static int tokens(Tokenizer tokenizer) {
        return TokenizerReferenceTest.training().stream()
                .mapToInt(line -> tokenizer.plain(line).size())
                .sum();
    }

    @Test
    void digamma() {
        assertThat(UnigramTrainer.digamma(1)).isCloseTo(-0.5772156649015329, within(1e-8)); // minus Euler's constant
        assertThat(UnigramTrainer.digamma(0.5)).isCloseTo(-1.9635100260214235, within(1e-8));
        assertThat(UnigramTrainer.digamma(100)).isCloseTo(4.600161852738087, within(1e-12));
    }

    @Test
    void chineseIsCutIntoCharacters() {
        assertThat(TokenizerKind.suited(ENGLISH)).isEqualTo(TokenizerKind.WORD);
        assertThat(TokenizerKind.suited(CHINESE)).isEqualTo(TokenizerKind.CHARACTER);
        assertThat(TokenizerKind.suited(List.of("ภาษาไทย"))).isEqualTo(TokenizerKind.CHARACTER);
        assertThat(TokenizerKind.suited(List.of("한국어 문장"))).isEqualTo(TokenizerKind.WORD);
    }

    @Test
    void writtenAndReadBack() {
        for (var kind : TokenizerKind.values()) {
            var tokenizer = kind.train(ENGLISH, 400, 1);
            var again = Tokenizer.parse("tokenizer.json", tokenizer.json());
            assertThat(again.parts()).isEqualTo(tokenizer.parts());
            assertThat(again.encode("The dog <pad> sat").ids())
                    .isEqualTo(tokenizer.encode("The dog <pad> sat").ids())
                    .contains(0);
            assertThat(Marks.of(again)).isEqualTo(new Marks(0, 1, 2, 3));
        }
    }

    @Test
    void namesAndMistakes() {
        assertThat(TokenizerKind.of("Word")).isEqualTo(TokenizerKind.WORD);
        assertThatThrownBy(() -> TokenizerKind.of("letter")).hasMessageContaining("only word, character");
        assertThatThrownBy(() -> TokenizerKind.WORD.train(List.of(" "), 10, 1))
                .hasMessage("there is no text to train a tokenizer on");
        assertThatThrownBy(() -> TokenizerKind.WORD.train(ENGLISH, 4, 1)).hasMessageContaining("a size above 4");
        assertThatThrownBy(() -> Vocabulary.of(List.of("a", "b", "a")))
                .hasMessage("a vocabulary has \"a\" twice, as 0 and 2");
    }

    @Test
    void paddedBatches() {
        var batch = PaddedSequences.of(List.of(new int[] {5, 6, 7}, new int[] {8}), 9);
        assertThat(batch.ids().toString())
                .isEqualTo(Tensor.of(new int[] {5, 6, 7, 8, 9, 9}, 2, 3).toString());
        assertThat(batch.lengths().toString())
                .isEqualTo(Tensor.of(new int[] {3, 1}, 2).toString());
    }

    @Test
    void neighboursAreOfSimilarLength() {
        int[] lengths = IntStream.range(0, 1003).map(i -> i * 37 % 101).toArray();
        int[] order = LengthBuckets.order(lengths, 10, Key.of(1));
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, 1003).toArray());
        assertThat(order).isEqualTo(LengthBuckets.order(lengths, 10, Key.of(1)));
        assertThat(order).isNotEqualTo(LengthBuckets.order(lengths, 10, Key.of(2)));
        for (int from = 0; from + 10 <= 1000; from += 10) {
            var batch =
                    Arrays.stream(order, from, from + 10).map(i -> lengths[i]).summaryStatistics();
            assertThat(batch.getMax() - batch.getMin()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void batchesOfTokensHoldEachSequenceOnceAndLittlePadding() {
        int[] lengths = IntStream.range(0, 100).map(i -> 1 + i * 37 % 11).toArray();
        var batches = LengthBuckets.ofTokens(lengths, 40, Key.of(1));
        assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted().toArray())
                .isEqualTo(IntStream.range(0, 100).toArray());
        for (var batch : batches) {
            var own = Arrays.stream(batch).map(i -> lengths[i]).summaryStatistics();
            assertThat(batch.length * own.getMax()).isLessThanOrEqualTo(40);
            assertThat(own.getMax() - own.getMin()).isLessThanOrEqualTo(2);
        }
        assertThat(LengthBuckets.ofTokens(new int[] {50}, 40, Key.of(1))).hasSize(1); // one too long is one alone
    }

    @Test
    void wordDropout() {
        var dropout = new WordDropout(0.25, new Marks(0, 1, 2, 3));
        int[] ids = IntStream.range(0, 4000).map(i -> i % 40).toArray();
        int[] dropped = dropout.apply(ids, Key.of(3));
        assertThat(dropped).isEqualTo(dropout.apply(ids, Key.of(3)));
        long changed =
                IntStream.range(0, 4000).filter(i -> dropped[i] != ids[i]).count();
        assertThat(changed).isBetween(800L, 1000L);
        assertThat(IntStream.range(0, 4000).filter(i -> dropped[i] != ids[i]))
                .allMatch(i -> dropped[i] == 1 && ids[i] > 3);
        assertThatThrownBy(() -> new WordDropout(1, new Marks(0, 1, 2, 3))).hasMessageContaining("[0, 1)");
    }
}
