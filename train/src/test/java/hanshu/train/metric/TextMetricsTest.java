package hanshu.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.annotation.JsonProperty;
import hanshu.train.metric.EntityF1.Entity;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class TextMetricsTest {
    record Case(
            String name,
            String cut,
            List<String> translations,
            List<List<String>> references,
            double score,
            List<Double> precisions,
            double penalty,
            long length,
            @JsonProperty("reference_length") long referenceLength,
            double chrf) {}

    @Test
    void bleuAndChrfOfSacreBleu() throws IOException {
        List<Case> cases;
        try (var in = Objects.requireNonNull(TextMetricsTest.class.getResourceAsStream("text_metrics.json"))) {
            cases = JsonMapper.shared().readValue(in, new TypeReference<List<Case>>() {});
        }
        assertThat(cases).hasSizeGreaterThan(30);
        for (var expected : cases) {
            var cut = switch (expected.cut) {
                case "13a" -> Bleu.Cut.WESTERN;
                case "zh" -> Bleu.Cut.CHINESE;
                case "char" -> Bleu.Cut.CHARACTERS;
                default -> Bleu.Cut.NONE;
            };
            var bleu = Bleu.ofSeveral(expected.translations, expected.references, cut);
            String name = expected.name + " " + expected.cut;
            assertThat(bleu.length()).as(name).isEqualTo(expected.length);
            assertThat(bleu.referenceLength()).as(name).isEqualTo(expected.referenceLength);
            for (int n = 0; n < 4; n++) {
                assertThat(bleu.precisions().get(n)).as(name).isCloseTo(expected.precisions.get(n), within(1e-9));
            }
            assertThat(bleu.brevityPenalty()).as(name).isCloseTo(expected.penalty, within(1e-12));
            assertThat(bleu.score()).as(name).isCloseTo(expected.score, within(1e-9));
            var first = expected.references.stream().map(List::getFirst).toList();
            assertThat(Chrf.of(expected.translations, first)).as(name).isCloseTo(expected.chrf, within(1e-9));
        }
    }

    @Test
    void theSignatureSaysHow() {
        assertThat(Bleu.of(List.of("我爱"), List.of("我爱你"), Bleu.Cut.CHINESE).signature())
                .isEqualTo("nrefs:1|case:mixed|eff:no|tok:zh|smooth:exp|as:sacrebleu-2.6");
        assertThatThrownBy(() -> Bleu.of(List.of("a"), List.of(), Bleu.Cut.NONE))
                .hasMessageContaining("translations has 1 rows, references has 0");
    }

    @Test
    void errorRates() {
        // kitten → sitting takes three edits (Levenshtein's textbook example)
        assertThat(ErrorRate.ofCharacters(List.of("kitten"), List.of("sitting")))
                .isEqualTo(new ErrorRate(3, 7));
        assertThat(ErrorRate.ofCharacters(List.of("今天好😀"), List.of("今天很好😀")).value())
                .isEqualTo(0.2);
        assertThat(ErrorRate.ofWords(List.of("the  cat sat", "a"), List.of("the cat sat down", "a b")))
                .isEqualTo(new ErrorRate(2, 6));
        assertThat(ErrorRate.ofWords(List.of("a b c"), List.of("x")).value()).isEqualTo(3);
        assertThatThrownBy(() -> ErrorRate.ofWords(List.of("a"), List.of(" "))).hasMessageContaining("is empty");
    }

    @Test
    void perplexity() {
        var fair = new Perplexity(10 * Math.log(8), 10);
        assertThat(fair.value()).isCloseTo(8, within(1e-12));
        assertThat(fair.bits()).isCloseTo(3, within(1e-12));
        assertThat(fair.plus(new Perplexity(0, 10)).value()).isCloseTo(Math.sqrt(8), within(1e-12));
        assertThatThrownBy(() -> new Perplexity(1, 0)).hasMessageContaining("at least one token");
    }

    /** The example of seqeval's README (github.com/chakki-works/seqeval): F₁ 0.50, MISC 0, PER 1. */
    @Test
    void entitiesOfSeqeval() {
        var truth = List.of(List.of("O", "O", "O", "B-MISC", "I-MISC", "I-MISC", "O"), List.of("B-PER", "I-PER", "O"));
        var found =
                List.of(List.of("O", "O", "B-MISC", "I-MISC", "I-MISC", "I-MISC", "O"), List.of("B-PER", "I-PER", "O"));
        var f1 = EntityF1.of(truth, found);
        assertThat(f1.all().f1()).isEqualTo(0.5);
        assertThat(f1.all().precision()).isEqualTo(0.5);
        assertThat(f1.byType().keySet()).containsExactly("MISC", "PER");
        assertThat(f1.byType()).containsEntry("MISC", new EntityF1.Score(0, 1, 1));
        assertThat(f1.byType()).containsEntry("PER", new EntityF1.Score(1, 1, 1));
        assertThatThrownBy(() -> EntityF1.of(List.of(List.of("O")), List.of(List.of())))
                .hasMessage("sentence 0 has 1 tags, but 0 were found");
    }

    /** By the rules start_of_chunk and end_of_chunk of seqeval 1.2.2, metrics/sequence_labeling.py. */
    @Test
    void illegalTagsAreReadAsSeqevalDoes() {
        assertThat(EntityF1.entities(List.of("I-PER", "I-PER", "I-LOC", "O", "E-LOC")))
                .containsExactlyInAnyOrder(new Entity("PER", 0, 2), new Entity("LOC", 2, 3), new Entity("LOC", 4, 5));
        assertThat(EntityF1.entities(List.of("B-PER", "B-PER", "I-LOC")))
                .containsExactlyInAnyOrder(new Entity("PER", 0, 1), new Entity("PER", 1, 2), new Entity("LOC", 2, 3));
        assertThat(EntityF1.entities(List.of("B-PER", "I-PER", "E-PER", "S-LOC", "S-LOC", "E-LOC", "I-LOC")))
                .containsExactlyInAnyOrder(
                        new Entity("PER", 0, 3),
                        new Entity("LOC", 3, 4),
                        new Entity("LOC", 4, 5),
                        new Entity("LOC", 5, 6),
                        new Entity("LOC", 6, 7));
        assertThat(EntityF1.entities(List.of("O", "B-PER"))).containsExactly(new Entity("PER", 1, 2));
    }
}
