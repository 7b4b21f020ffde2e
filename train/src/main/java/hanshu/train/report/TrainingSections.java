package hanshu.train.report;

import hanshu.train.Event;
import hanshu.train.Event.EpochEnded;
import hanshu.train.Event.LayersMoved;
import hanshu.train.Movement;
import hanshu.train.metric.Digits;
import hanshu.train.report.Section.Beside;
import hanshu.train.report.Section.Callout;
import hanshu.train.report.Section.Figure;
import hanshu.train.report.Section.Figures;
import hanshu.train.report.Section.Paragraph;
import hanshu.train.report.SupervisedResult.Learning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What a training shows of itself, from its events: while it goes on, and after. */
public final class TrainingSections {
    /** Layers that lines can be told apart for. */
    private static final int MOST_LAYERS = 14;

    private final List<Event> events;
    private final List<EpochEnded> history;
    private final Language language;

    private TrainingSections(List<Event> events, Language language) {
        this.events = events;
        this.language = language;
        history = only(EpochEnded.class);
    }

    /** The figures and curves of a run; where it trains several networks one after another, those of the last. */
    public static List<Section> of(List<Event> events, Language language) {
        var sections = new ArrayList<Section>();
        var notices = events.stream()
                .filter(Event.Notice.class::isInstance)
                .map(Event.Notice.class::cast)
                .map(notice -> new Callout(Callout.Kind.NOTE, language.say("Noticed", "注意"), notice.text()))
                .toList();
        sections.addAll(new TrainingSections(last(events), language).sections());
        sections.addAll(notices);
        return List.copyOf(sections);
    }

    /** The events of the last training in a log. */
    private static List<Event> last(List<Event> events) {
        int from = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof Event.RunStarted) {
                from = i;
            }
        }
        return events.subList(from, events.size());
    }

    private <E extends Event> List<E> only(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private List<Section> sections() {
        if (history.isEmpty()) {
            return List.of(new Paragraph(
                    language.say("No epoch has ended yet: the curves begin with the first.", "第一轮尚未结束；结束后即有曲线。")));
        }
        var sections = new ArrayList<Section>();
        sections.add(figures());
        sections.add(LearningCharts.losses(learning(), language));
        var small = Stream.concat(
                        metrics().stream().map(metric -> LearningCharts.score(learning(), metric, language)),
                        Stream.of(LearningCharts.rate(learning(), language)))
                .flatMap(Optional::stream)
                .toList();
        if (!small.isEmpty()) {
            sections.add(new Beside(List.copyOf(small)));
        }
        layers().ifPresent(sections::add);
        return sections;
    }

    private Learning learning() {
        var started = only(Event.RunStarted.class);
        return new Learning(
                started.isEmpty() ? "" : started.getFirst().model(),
                false,
                started.isEmpty() ? 0 : started.getFirst().parameters(),
                history.getLast().seconds(),
                started.isEmpty() ? "" : started.getFirst().model(),
                history,
                bestEpoch(),
                "");
    }

    private SequencedSet<String> metrics() {
        var names = new LinkedHashSet<String>();
        history.forEach(epoch -> names.addAll(epoch.metrics().keySet()));
        return names;
    }

    private int bestEpoch() {
        var best = only(Event.BestSaved.class);
        return best.isEmpty() ? history.getLast().epoch() : best.getLast().epoch();
    }

    private Figures figures() {
        var last = history.getLast();
        var best = history.stream()
                .filter(epoch -> epoch.epoch() == bestEpoch())
                .findFirst()
                .orElse(last);
        boolean isOver = events.getLast() instanceof Event.RunEnded;
        var figures = new ArrayList<Figure>();
        figures.add(new Figure(
                last.epoch() + " / " + last.epochs(),
                language.say("epoch", "轮"),
                only(Event.EarlyStopped.class).isEmpty() ? "" : language.say("stopped early", "已早停"),
                true));
        figures.add(new Figure(
                best.validationLoss().isPresent()
                        ? Digits.of(best.validationLoss().getAsDouble())
                        : Digits.of(best.trainLoss()),
                best.validationLoss().isPresent()
                        ? language.say("validation loss", "验证损失")
                        : language.say("training loss", "训练损失"),
                language.say("best, in epoch ", "最好，第 ") + best.epoch() + language.say("", " 轮"),
                false));
        figures.add(new Figure(
                speed().map(Digits::of).orElse("–"),
                language.say("steps a second", "步/秒"),
                Digits.of(last.step()) + language.say(" steps so far", " 步"),
                false));
        figures.add(new Figure(
                Digits.duration(isOver ? last.seconds() : left()),
                isOver ? language.say("took", "用时") : language.say("left at most", "至多还需"),
                isOver ? "" : language.say("after ", "已用 ") + Digits.duration(last.seconds()),
                false));
        return new Figures(figures);
    }

    /** Steps a second of the last ten epochs, in one go: a pause between them does not count. */
    private Optional<Double> speed() {
        var last = history.getLast();
        var resumed = only(Event.RunResumed.class);
        double seconds = resumed.isEmpty() ? 0 : resumed.getLast().seconds();
        long step = resumed.isEmpty() ? 0 : resumed.getLast().step();
        if (history.size() > 10 && history.get(history.size() - 11).seconds() > seconds) {
            seconds = history.get(history.size() - 11).seconds();
            step = history.get(history.size() - 11).step();
        }
        return last.seconds() > seconds
                ? Optional.of((last.step() - step) / (last.seconds() - seconds))
                : Optional.empty();
    }

    private double left() {
        var last = history.getLast();
        double stepsOfEpoch = (double) last.step() / last.epoch();
        return speed().map(speed -> (last.epochs() - last.epoch()) * stepsOfEpoch / speed)
                .orElse(0.0);
    }

    private Optional<Section> layers() {
        var moved = only(LayersMoved.class);
        if (moved.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(new Beside(List.of(
                lines(
                        moved,
                        Movement::gradient,
                        language.say("Gradient norm by layer", "各层梯度的范数"),
                        language.say("gradient norm", "梯度范数")),
                lines(
                        moved,
                        Movement::ratio,
                        language.say("Update-to-weight ratio by layer", "各层更新与权重之比"),
                        language.say("update / weight", "更新 / 权重")))));
    }

    private Section.Chart lines(List<LayersMoved> moved, ToDoubleFunction<Movement> of, String title, String axis) {
        var epochs = moved.stream().map(each -> (double) each.epoch()).toList();
        var names = List.copyOf(moved.getLast().layers().keySet());
        var lines = names.stream()
                .limit(MOST_LAYERS)
                .map(name -> new LineChart.Line(
                        name,
                        epochs,
                        moved.stream()
                                .map(each -> each.layers().get(name))
                                .map(layer -> layer == null ? Double.NaN : of.applyAsDouble(layer))
                                .toList()))
                .toList();
        return new LineChart(
                        title,
                        language.say(
                                "%s of %d layers in the last step of each epoch".formatted(title, names.size()),
                                "每轮最后一步，%d 层：%s".formatted(names.size(), title)),
                        language.say("epoch", "轮"),
                        axis,
                        true,
                        lines)
                .chart();
    }

    /** Several runs beside each other: the validation loss, or else the training loss, of the first training of each. */
    public static List<Section> compared(SequencedMap<String, List<Event>> runs, Language language) {
        var lines = new ArrayList<LineChart.Line>();
        new LinkedHashMap<>(runs).forEach((name, events) -> {
            var history = new TrainingSections(first(events), language).history;
            if (!history.isEmpty()) {
                lines.add(new LineChart.Line(
                        name,
                        history.stream().map(epoch -> (double) epoch.epoch()).toList(),
                        history.stream()
                                .map(epoch -> epoch.validationLoss().orElse(epoch.trainLoss()))
                                .toList()));
            }
        });
        return lines.isEmpty()
                ? List.of()
                : List.of(new LineChart(
                                language.say("Validation loss by epoch", "各轮的验证损失"),
                                language.say("The runs beside each other", "各次运行对比"),
                                language.say("epoch", "轮"),
                                language.say("loss", "损失"),
                                true,
                                lines)
                        .chart());
    }

    private static List<Event> first(List<Event> events) {
        int to = 1;
        while (to < events.size() && !(events.get(to) instanceof Event.RunStarted)) {
            to++;
        }
        return events.subList(0, Math.min(to, events.size()));
    }
}
