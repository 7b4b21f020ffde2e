package hanshu.learn.supervised.task;

import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.train.metric.Digits;
import hanshu.train.report.BarChart;
import hanshu.train.report.Language;
import hanshu.train.report.Section;
import hanshu.train.report.Section.Callout;
import hanshu.train.report.Section.Exhibit;
import hanshu.train.report.Section.Exhibits;
import hanshu.train.report.Section.Figure;
import hanshu.train.report.Section.Figures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What pictures, texts, sounds or series hold, before anything is learned from them: answers, and some cases as they look. */
public final class DataSections {
    private static final int SAMPLES = 24;
    private static final int MOST_ANSWERS = 40;

    private DataSections() {}

    /** For a page. */
    public static List<Section> of(Path path, Language language) {
        var provided = Opening.of(path, TaskConfig.DEFAULTS);
        var cases = provided.learning();
        var sections = new ArrayList<Section>();
        var figures = new ArrayList<Figure>();
        figures.add(
                new Figure(Digits.of((long) cases.count()), language.say("cases to learn from", "用于学习的样本"), "", true));
        provided.test()
                .ifPresent(test -> figures.add(
                        new Figure(Digits.of((long) test.count()), language.say("to test on", "用于测试"), "", false)));
        figures.add(new Figure(String.join(", ", cases.inputs().keySet()), language.say("is given", "给定"), "", false));
        figures.add(new Figure(
                String.join(", ", cases.answers().keySet()), language.say("is to be answered", "要回答"), "", false));
        sections.add(new Figures(figures));
        cases.notices()
                .forEach(notice -> sections.add(
                        new Callout(Callout.Kind.NOTE, language.say("Noticed", "注意"), language.say(notice))));
        cases.answers().forEach((name, answers) -> sections.add(answers(name, answers, language)));
        sections.add(samples(cases, language));
        return sections;
    }

    private static Section answers(String name, List<String> answers, Language language) {
        var counts = new HashMap<String, Integer>();
        answers.forEach(answer -> counts.merge(answer, 1, Integer::sum));
        var most = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_ANSWERS)
                .toList();
        return new BarChart(
                        name,
                        language.say("how often each answer occurs", "各答案出现的次数"),
                        counts.size() > most.size()
                                ? language.say(
                                        "the %d most frequent of %d answers".formatted(most.size(), counts.size()),
                                        "%2$d 个答案中最常见的 %1$d 个".formatted(most.size(), counts.size()))
                                : "",
                        most.stream().map(Map.Entry::getKey).toList(),
                        most.stream().map(Map.Entry::getValue).toList())
                .chart();
    }

    /** Spread over all cases: files often come sorted by class. */
    private static Section samples(Cases cases, Language language) {
        int shown = Math.min(SAMPLES, cases.count());
        return new Exhibits(
                language.say("Some of the cases", "部分样本"),
                IntStream.range(0, shown)
                        .map(i -> (int) ((long) i * cases.count() / shown))
                        .mapToObj(row -> {
                            var seen = Seen.of(cases, row, language);
                            seen.pollLastEntry(); // where it stands is said below
                            return new Exhibit(
                                    seen,
                                    cases.answers().values().stream()
                                            .map(answers -> answers.get(row))
                                            .findFirst()
                                            .orElse(""),
                                    cases.place().apply(row));
                        })
                        .toList());
    }
}
