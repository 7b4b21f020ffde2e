package hanshu.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Encodings as tokenizers_reference.py recorded them from the reference library. */
class TokenizerReferenceTest {
    record Case(
            List<String> text,
            List<Integer> ids,
            List<String> tokens,
            List<List<Integer>> offsets,
            List<Integer> types,
            List<Integer> special,
            String decoded,
            @JsonProperty("with_special") String withSpecial) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wordpiece",
                "wordpiece_cased_cut",
                "wordpiece_left",
                "bpe_bytes",
                "bpe_split",
                "bpe_roberta",
                "bpe_words",
                "bpe_fallback",
                "unigram",
                "unigram_charsmap",
                "words",
                "words_split"
            })
    void encodesAsTheReference(String name) {
        var tokenizer = Tokenizer.parse(name, resource(name + ".tokenizer.json"));
        var cases = JsonMapper.shared().readValue(resource(name + ".cases.json"), new TypeReference<List<Case>>() {});
        assertThat(cases).hasSizeGreaterThan(70);
        assertAll(tokenizer, cases);
        assertAll(Tokenizer.parse(name, tokenizer.json()), cases);
    }

    private static void assertAll(Tokenizer tokenizer, List<Case> cases) {
        for (var expected : cases) {
            var encoded = expected.text.size() == 1
                    ? tokenizer.encode(expected.text.getFirst())
                    : tokenizer.encode(expected.text.getFirst(), expected.text.getLast());
            assertThat(recorded(tokenizer, expected.text, encoded)).isEqualTo(expected);
        }
    }

    private static Case recorded(Tokenizer tokenizer, List<String> text, Encoded encoded) {
        var offsets = new ArrayList<List<Integer>>();
        var special = new ArrayList<Integer>();
        for (var token : encoded.tokens()) {
            offsets.add(List.of(token.start(), token.end()));
            special.add(token.kind() == Token.Kind.TEXT ? 0 : 1);
        }
        return new Case(
                text,
                encoded.tokens().stream().map(Token::id).toList(),
                encoded.texts(),
                offsets,
                encoded.tokens().stream().map(Token::type).toList(),
                special,
                tokenizer.decode(encoded.ids()),
                tokenizer.decode(encoded.ids(), false));
    }

    /** The text on which the reference library trained. */
    static List<String> training() {
        return resource("training.txt").lines().toList();
    }

    static String resource(String name) {
        try (var in = Objects.requireNonNull(TokenizerReferenceTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
