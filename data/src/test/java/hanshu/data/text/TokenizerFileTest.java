package hanshu.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hanshu.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerFileTest {
    private static final String FILE = """
            {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
             "normalizer": NORMALIZER, "pre_tokenizer": null, "post_processor": null, "decoder": null,
             "model": {"vocab": {"a": 0, "b": 1, "ab": 2}, "merges": MERGES}}
            """;

    @TempDir
    Path folder;

    @Test
    void olderFiles() {
        var tokenizer = Tokenizer.parse("t.json", file("null", "[\"a b\"]"));
        assertThat(tokenizer.encode("aab").ids()).containsExactly(0, 2);
        assertThat(tokenizer.decode(0, 2)).isEqualTo("a ab");
        assertThat(tokenizer.parts().model()).isInstanceOf(Bpe.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"Nmt\"} | t.json asks for \"Nmt\" in normalizer, which is not known here",
                "{\"type\": \"Strip\", \"strip_left\": true, \"strip_right\": true, \"middle\": 1}"
                        + " | t.json has \"middle\" in normalizer.middle, which is not known here",
                "{\"type\": \"Replace\", \"pattern\": {\"Regex\": \"(\"}, \"content\": \"\"}"
                        + " | the pattern ( can't be read",
                "{\"type\": \"Replace\", \"pattern\": {\"Glob\": \"*\"}, \"content\": \"\"}"
                        + " | a pattern is {\"String\": …} or {\"Regex\": …}, but has [Glob]",
                "{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"AAAA\"} | the precompiled_charsmap is damaged",
            })
    void whatIsNotKnownIsNamed(String normalizer, String message) {
        assertThatThrownBy(() -> Tokenizer.parse("t.json", file(normalizer, "[]")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void damagedFiles() throws IOException {
        assertThatThrownBy(() -> Tokenizer.parse("t.json", "{\"a\": 1}"))
                .hasMessage("t.json is no tokenizer.json: it has no \"model\"");
        assertThatThrownBy(() -> Tokenizer.parse("t.json", "{"))
                .hasMessageStartingWith("t.json is no tokenizer.json: ");
        assertThatThrownBy(() -> Tokenizer.parse("t.json", file("null", "[\"a\"]")))
                .hasMessageContaining("a merge is a pair of tokens, but one is a");
        assertThatThrownBy(() -> Tokenizer.parse(
                        "t.json", file("null", "[]").replace("\"merges\"", "\"dropout\": 0.1, \"merges\"")))
                .hasMessageContaining("\"dropout\" of merges, which is not known here");
        assertThatThrownBy(() -> Tokenizer.read(folder.resolve("none.json"))).hasMessageContaining("can't be read");
        Files.writeString(folder.resolve("t.json"), file("null", "[]"));
        assertThat(Tokenizer.read(folder.resolve("t.json")).size()).isEqualTo(3);
    }

    @Test
    void theUnknownWithoutAToken() {
        var parts = TokenizerKind.WORD.train(List.of("a"), 10, 1).parts();
        var tokenizer = Tokenizer.of(new TokenizerParts(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                parts.normalizer(),
                parts.preTokenizer(),
                Optional.empty(),
                Optional.empty(),
                new WordLevel(Vocabulary.of(List.of("a")), "<unk>")));
        assertThatThrownBy(() -> tokenizer.encode("b")).hasMessageContaining("nor is \"<unk>\"");
        assertThatThrownBy(() -> Marks.of(tokenizer)).hasMessageStartingWith("the tokenizer has no token for padding");
    }

    /** Rust has no such strings; offsets stay those of the text. */
    @Test
    void halfACharacterIsTheReplacementCharacter() {
        var tokenizer = TokenizerKind.BPE.train(TokenizerReferenceTest.training(), 600, 1);
        var encoded = tokenizer.encode("a\ud83d b");
        assertThat(tokenizer.decode(encoded.ids())).isEqualTo("a\ufffd b");
        assertThat(encoded.tokens().getLast().end()).isEqualTo(4);
    }

    @Test
    void manyTextsAreFilledUpToTheLongest() {
        var tokenizer =
                Tokenizer.parse("wordpiece_left", TokenizerReferenceTest.resource("wordpiece_left.tokenizer.json"));
        var all = tokenizer.encodeAll(List.of("so", "so long lives this and this"));
        assertThat(all).extracting(Encoded::size).containsExactly(8, 8);
        assertThat(all.getFirst().length()).isEqualTo(3);
        assertThat(all.getFirst().tokens().getFirst().kind()).isEqualTo(Token.Kind.PADDING);
        assertThat(tokenizer.plain("so long").types()).containsExactly(0, 0);
    }

    /** Lines of 100 languages, encoded by BERT's own tokenizer (Apache-2.0, from Tribuo). */
    @Test
    void bertOnManyLanguages() throws IOException {
        Path home = Path.of(Optional.ofNullable(System.getenv("HANSHU_DATA")).orElse("HANSHU_DATA is not set"));
        Path data = home.resolve("wordpiece-regression");
        assumeTrue(Files.exists(data), () -> "there is no wordpiece-regression in HANSHU_DATA (" + home + ")");
        var vocabulary = Vocabulary.of(Files.readAllLines(data.resolve("bert-base-uncased-vocab.txt")));
        var normalizer = new Normalizer.BertNormalizer(true, true, Optional.empty(), true);
        var none = Optional.<PostProcessor>empty();
        var tokenizer = Tokenizer.of(new TokenizerParts(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(normalizer),
                Optional.of(new PreTokenizer.BertPreTokenizer()),
                none,
                Optional.empty(),
                new WordPiece(vocabulary, "[UNK]", "##", 100)));
        var different = new ArrayList<String>();
        for (String line : TextFile.of(data.resolve("regression-text_bert-base-uncased.txt"))) {
            var columns = Arrays.asList(line.split("\t"));
            if (!tokenizer.encode(columns.getFirst()).texts().equals(columns.subList(1, columns.size()))) {
                different.add(line);
            }
        }
        assertThat(different.size()).as(() -> different.getFirst()).isZero();
    }

    private static String file(String normalizer, String merges) {
        return FILE.replace("NORMALIZER", normalizer).replace("MERGES", merges);
    }
}
