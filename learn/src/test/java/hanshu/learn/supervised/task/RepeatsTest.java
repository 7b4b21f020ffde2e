package hanshu.learn.supervised.task;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.data.Wording;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.InputConfig;
import hanshu.learn.supervised.task.config.OutputConfig;
import hanshu.learn.supervised.task.config.TaskConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static Cases cases(List<String> texts, List<String> answers) {
        return Cases.of("pairs", "source", new Given.Texts(texts), "target", answers);
    }

    @Test
    void equalTextsAreOneGroup() {
        var texts = List.of("a", "b", " a", "c", "b");
        assertThat(Repeats.of(cases(texts, texts)).orElseThrow().groups()).containsExactly(0, 1, 0, 2, 1);
        var different = List.of("a", "b", "c");
        assertThat(Repeats.of(cases(different, different))).isEmpty();
    }

    @Test
    void testTextsThatAreLearnedFromAreCounted() {
        var learning = cases(List.of("a", "b", "c"), List.of("x", "y", "x"));
        var tested = cases(List.of("b", "d", "a"), List.of("y", "x", "x"));
        assertThat(Repeats.notice(learning, new int[] {1, 2}, tested, new int[] {0, 1, 2})
                        .orElseThrow()
                        .english())
                .startsWith("1 of 3 texts of the test are among those that are learned from");
        assertThat(Repeats.notice(learning, new int[] {2}, tested, new int[] {0, 1, 2}))
                .isEmpty();
    }

    /** Every sentence stands there twice, translated in two ways: no test may ask for one that was learned from. */
    @Test
    void pairsWithTheSameSourceAreNotParted() {
        var sources = new ArrayList<String>();
        var targets = new ArrayList<String>();
        IntStream.range(0, 120).forEach(i -> {
            sources.add("sentence number " + i / 2);
            targets.add((i % 2 == 0 ? "Satz " : "der Satz ") + i / 2);
        });
        var config = TaskConfig.DEFAULTS
                .withInputs(List.of(InputConfig.of("source")))
                .withOutputs(List.of(OutputConfig.of("target").ofText()));
        var known = Understood.of(Provided.of(cases(sources, targets)), config);
        assertThat(known.notices()).extracting(Wording::english).noneMatch(notice -> notice.contains("learned from"));
    }
}
