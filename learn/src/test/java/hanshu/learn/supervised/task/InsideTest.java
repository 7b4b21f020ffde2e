package hanshu.learn.supervised.task;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.learn.supervised.task.cases.Cases;
import hanshu.train.report.Language;
import hanshu.train.report.Section;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Exhibits;
import hanshu.train.report.Shown;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is seen of a network while it answers: each kind of network shows what it has. */
class InsideTest {
    private static List<Section> inside(Cases cases, String yaml) {
        var learned = TaskLearningTest.learn(cases, TaskLearningTest.small(yaml));
        return Inside.of(learned.function(), cases, Language.ENGLISH);
    }

    private static List<Exhibits> exhibits(List<Section> sections, String caption) {
        return sections.stream()
                .filter(Exhibits.class::isInstance)
                .map(Exhibits.class::cast)
                .filter(exhibits -> exhibits.caption().contains(caption))
                .toList();
    }

    private static byte[] png(Exhibits exhibits, int number) {
        var shown = exhibits.exhibits().get(number).samples().firstEntry().getValue();
        return ((Shown.Picture) shown).png();
    }

    @Test
    void aConvolutionalNetworkShowsItsChannelsAndWhichPixelsMoveTheAnswer() {
        var cases = Cases.of("lines", "picture", TaskLearningTest.pictures(), "half", TaskLearningTest.labels());
        var sections = inside(cases, """
                inputs: [{name: picture, encoder: {type: cnn, width: 8, layers: 2}}]
                augmentation: {auto: false}
                """);
        var slopes = exhibits(sections, "How each pixel moves the answer");
        assertThat(slopes).hasSize(1);
        var channels = exhibits(sections, "What the channels after");
        assertThat(channels).isNotEmpty();
        assertThat(channels.getFirst().exhibits()).hasSizeBetween(8, 16);
        assertThat(Arrays.equals(png(channels.getFirst(), 0), png(channels.getFirst(), 1)))
                .as("channels differ")
                .isFalse();
        var steps = (DataTable) sections.getLast();
        assertThat(steps.rows()).anySatisfy(row -> assertThat(row.get(1)).containsIgnoringCase("convolve"));
    }

    @Test
    void aRecurrentNetworkShowsItsStatesOverTime() {
        var cases = Cases.of("lines", "series", TaskLearningTest.series(), "half", TaskLearningTest.labels());
        var states = exhibits(
                inside(cases, "inputs: [{name: series, encoder: {type: lstm, width: 8, layers: 1}}]"),
                "The hidden state over time");
        assertThat(states).hasSize(1);
        assertThat(states.getFirst().exhibits().getFirst().title()).contains("LSTM");
        assertThat(states.getFirst().exhibits().getFirst().note()).contains("8 of 8 units");
    }

    @Test
    void aTransformerShowsWhereEachPlaceLooks() {
        var cases = Cases.of("lines", "picture", TaskLearningTest.pictures(), "half", TaskLearningTest.labels());
        var attention = exhibits(inside(cases, """
                inputs: [{name: picture, encoder: {type: vit, width: 16, layers: 1, heads: 2, dropout: 0}}]
                augmentation: {auto: false}
                """), "Attention");
        assertThat(attention).hasSize(1);
        assertThat(attention.getFirst().exhibits()).hasSize(2);
    }
}
