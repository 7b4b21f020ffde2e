package hanshu.cli;

import hanshu.train.metric.Digits;
import hanshu.train.run.RunFolder;
import hanshu.train.tune.BatchFinder;
import hanshu.train.tune.Influence;
import hanshu.train.tune.RateFinder;
import hanshu.train.tune.Space;
import hanshu.train.tune.Trial;
import hanshu.train.tune.Tunable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a search has found, for people and for programs.
 *
 * @param tried in their order
 * @param next the command to type next
 */
record TuneText(
        Console console,
        Tunable<?> tuning,
        Space space,
        RateFinder rate,
        Optional<BatchFinder> batch,
        List<Trial> tried,
        Trial best,
        RunFolder folder,
        String next) {
    private static final int LABEL = 8;
    private static final int SHOWN = 6;

    void show() {
        var text = new Paragraphs(console, true, LABEL);
        var set = tuning.asSet();
        text.say(
                "Rate",
                "the loss falls most steeply at %s, and no longer at %s (range test); set is %s"
                        .formatted(Digits.of(rate.best()), Digits.of(rate.bound()), Digits.of(set.rate())));
        batch.ifPresent(found -> text.say(
                "Batch",
                "noise and signal of the gradient are equal at %s rows, so %d is a good batch; set is %d"
                        .formatted(
                                Double.isFinite(found.noiseScale()) ? Digits.of(found.noiseScale()) : "more than all",
                                found.suggested(tuning.rows()),
                                set.batch())));
        text.say(
                "Found",
                "a validation loss of %s, the best of %d trials%s. The lowest of many is lower than it will be on other rows; none of them saw a test row."
                        .formatted(
                                Digits.of(best.loss()),
                                numbers(),
                                asSet().map(trial -> "; the settings as they were have %s after %d %s"
                                                .formatted(Digits.of(trial.loss()), trial.epochs(), stretches()))
                                        .orElse("")));
        text.say("Matter", matters());
        text.say("");
        trials().lines(0).forEach(text::say);
        text.say("");
        text.say("Page", folder.report().toString());
        text.sayCommand("Next", next);
    }

    private String stretches() {
        return tuning.stretches().english();
    }

    private long numbers() {
        return tried.stream().map(Trial::number).distinct().count();
    }

    /** How far the settings came that the search began with. */
    private Optional<Trial> asSet() {
        var set = tuning.values(space);
        return tried.stream().filter(trial -> trial.values().equals(set)).reduce((a, b) -> b);
    }

    private String matters() {
        var words = Influence.of(space, tried).stream()
                .filter(each -> each.share() > 0)
                .limit(3)
                .map(each -> each.key() + " explains " + Digits.percent(each.share()))
                .collect(Collectors.joining(", "));
        return words.isEmpty()
                ? "too few trials to tell which settings do"
                : words + " of the order of the losses after the first " + stretches();
    }

    /** What was set, and the trials with the lowest losses: each once, a column for each key. */
    private TextTable trials() {
        var table = TextTable.of("lrr" + "r".repeat(space.size()));
        var head = new ArrayList<>(List.of("trial", "loss", stretches()));
        space.dimensions().forEach(each -> head.add(name(each.key())));
        table.row(console.style()::dim, head);
        lowest().stream().limit(SHOWN).forEach(trial -> {
            var cells = new ArrayList<>(List.of(
                    trial.number()
                            + (asSet().filter(set -> set.number() == trial.number())
                                            .isPresent()
                                    ? ", as set"
                                    : ""),
                    Double.isFinite(trial.loss())
                            ? Digits.fixed(trial.loss())
                            : trial.end().words().english(),
                    String.valueOf(trial.epochs())));
            cells.addAll(trial.values().sequencedValues());
            table.row(cells);
        });
        return table;
    }

    /** The lowest loss of each trial, the best first. */
    private List<Trial> lowest() {
        return tried.stream()
                .collect(Collectors.toMap(Trial::number, trial -> trial, (a, b) -> b.loss() <= a.loss() ? b : a))
                .values()
                .stream()
                .sorted(Comparator.comparingDouble(Trial::loss).thenComparingInt(Trial::number))
                .toList();
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** Values in a few words. */
    static String words(SequencedMap<String, String> values) {
        return values.entrySet().stream()
                .map(each -> name(each.getKey()) + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    Map<String, @Nullable Object> asMap() {
        return LearningJson.parts(
                "folder", folder.path().toString(),
                "rate", LearningJson.parts("steepest", rate.best(), "bound", rate.bound()),
                "batch",
                        batch.map(found -> LearningJson.parts(
                                        "noise scale",
                                        Double.isFinite(found.noiseScale()) ? found.noiseScale() : null,
                                        "suggested",
                                        found.suggested(tuning.rows())))
                                .orElse(null),
                "trials", numbers(),
                "loss", best.loss(),
                "best", best.values(),
                "was", tuning.values(space),
                "tried", lowest().stream().map(TuneText::asMap).toList(),
                "page", folder.report().toString(),
                "next", next);
    }

    private static Map<String, @Nullable Object> asMap(Trial trial) {
        return LearningJson.parts(
                "number", trial.number(),
                "loss", Double.isFinite(trial.loss()) ? trial.loss() : null,
                "epochs", trial.epochs(),
                "values", trial.values());
    }
}
