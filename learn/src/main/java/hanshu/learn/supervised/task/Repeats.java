package hanshu.learn.supervised.task;

import hanshu.data.Wording;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Texts that occur more than once. A test on a text that was learned from tells of memory.
 *
 * @param groups for each case the number of its text; equal texts have equal numbers
 */
@SuppressWarnings("ArrayRecordComponent") // handed on and never compared
record Repeats(int[] groups) {
    private static final int FEWEST_GROUPS = 3;

    /** Those of the only input; none where it is no text, no text occurs twice, or there are too few to be parted. */
    static Optional<Repeats> of(Cases cases) {
        var texts = texts(cases);
        var numbers = new HashMap<String, Integer>();
        var groups = texts.stream()
                .mapToInt(text -> numbers.computeIfAbsent(text, each -> numbers.size()))
                .toArray();
        return numbers.size() < FEWEST_GROUPS || numbers.size() == groups.length
                ? Optional.empty()
                : Optional.of(new Repeats(groups));
    }

    /** How many cases of the test are learned from too, if any. */
    static Optional<Wording> notice(Cases learning, int[] train, Cases tested, int[] test) {
        var learned = new HashSet<String>();
        var texts = texts(learning);
        var asked = texts(tested);
        if (texts.isEmpty() || asked.isEmpty()) {
            return Optional.empty();
        }
        IntStream.of(train).mapToObj(texts::get).forEach(learned::add);
        long both = IntStream.of(test)
                .mapToObj(asked::get)
                .filter(learned::contains)
                .count();
        return both == 0
                ? Optional.empty()
                : Optional.of(Wording.of(
                                "%,d of %,d texts of the test are among those that are learned from: on new ones the answers may be worse.",
                                "%2$,d 个测试文本中有 %1$,d 个也用来学习：在新的文本上答案可能更差。")
                        .with(both, test.length));
    }

    /** Without the blanks around them; none where texts are not all that is given. */
    private static List<String> texts(Cases cases) {
        return cases.inputs().size() == 1 && cases.inputs().firstEntry().getValue() instanceof Given.Texts(var all)
                ? all.stream().map(String::strip).toList()
                : List.of();
    }
}
