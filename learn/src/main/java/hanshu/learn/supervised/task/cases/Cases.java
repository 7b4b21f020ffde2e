package hanshu.learn.supervised.task.cases;

import hanshu.data.Wording;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Cases as they lie in the data: what is given of each, and what should be answered.
 *
 * @param name of the data, such as mnist
 * @param inputs what is given, by the name of the input
 * @param answers the truth as text, by column; empty where it is not known
 * @param place where a case stands, to be shown: a file, a line
 * @param notices what the owner of the data should know
 * @param leftOut where those stand that can't be read, by their places from 0 among all
 */
public record Cases(
        String name,
        SequencedMap<String, Given> inputs,
        SequencedMap<String, List<String>> answers,
        IntFunction<String> place,
        List<Wording> notices,
        SortedMap<Integer, String> leftOut) {
    public Cases {
        inputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(inputs));
        answers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(answers));
        notices = List.copyOf(notices);
        leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
        int count = inputs.firstEntry().getValue().count();
        inputs.forEach((input, given) -> requireCount(input, given.count(), count));
        answers.forEach((answer, texts) -> requireCount(answer, texts.size(), count));
    }

    /** Cases of which none was left out. */
    public Cases(
            String name,
            SequencedMap<String, Given> inputs,
            SequencedMap<String, List<String>> answers,
            IntFunction<String> place,
            List<Wording> notices) {
        this(name, inputs, answers, place, notices, new TreeMap<>());
    }

    private static void requireCount(String what, int got, int count) {
        if (got != count) {
            throw new IllegalArgumentException("cases: %s has %d of %d".formatted(what, got, count));
        }
    }

    /** Cases of one input and one answer. */
    public static Cases of(String name, String input, Given given, String answer, List<String> texts) {
        var inputs = new LinkedHashMap<String, Given>();
        inputs.put(input, given);
        var answers = new LinkedHashMap<String, List<String>>();
        answers.put(answer, texts);
        return new Cases(name, inputs, answers, row -> name + " " + (row + 1), List.of());
    }

    public int count() {
        return inputs.firstEntry().getValue().count();
    }

    /** The same with other words for where a case stands. */
    public Cases at(IntFunction<String> places) {
        return new Cases(name, inputs, answers, places, notices, leftOut);
    }

    /** The same with notices. */
    public Cases noticing(List<Wording> others) {
        return new Cases(name, inputs, answers, place, others, leftOut);
    }

    /** The same, among which others stood that can't be read. */
    public Cases without(SortedMap<Integer, String> others) {
        return new Cases(name, inputs, answers, place, notices, others);
    }
}
