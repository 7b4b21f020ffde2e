package hanshu.train.progress;

import hanshu.train.Event;
import hanshu.train.metric.Digits;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Shows the events of a run as they happen: a line an epoch, which on a terminal is a moving bar until the epoch ends.
 * <pre>
 *   Epoch 3/100  ━━━━━━━━━━━━╸───────  128/206  loss 0.3121  12 ms/step  ETA 0:01
 *   Epoch 3/100  ━━━━━━━━━━━━━━━━━━━━  loss 0.3088  val_loss 0.2987  val_rmse 0.5465  2.4 s  best
 * </pre>
 * The loss of an unfinished epoch is the mean of its batches so far.
 */
public final class Progress implements Consumer<Event> {
    private static final double REFRESH_SECONDS = 0.1;
    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 6;
    private static final String BEST = "  best";
    /** Below this there is room for no more than the epoch. */
    private static final int NARROWEST = 24;

    private final PrintStream out;
    private final int columns;
    private final Bar bar;
    private double epochStart;
    private double drawn = Double.NEGATIVE_INFINITY;
    private double lossSum;
    private int batches;
    private boolean lineOpen;

    private Progress(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns;
        this.bar = Bar.of(out.charset(), System.getenv("NO_COLOR") == null);
    }

    /** A moving bar, for a terminal of so many columns. */
    public static Progress bar(PrintStream terminal, int columns) {
        if (columns < 1) {
            throw new IllegalArgumentException("columns is " + columns + ": a terminal has at least 1");
        }
        return new Progress(terminal, columns);
    }

    /** A plain line an epoch, for a file or a pipe. */
    public static Progress lines(PrintStream out) {
        return new Progress(out, 0);
    }

    /** The one or the other: a bar if {@code columns} is known. */
    public static Progress of(PrintStream out, OptionalInt columns) {
        return columns.isPresent() ? bar(out, columns.getAsInt()) : lines(out);
    }

    @Override
    public void accept(Event event) {
        switch (event) {
            case Event.RunStarted e -> {
                startEpoch(e);
                line("%s, %s parameters".formatted(e.model(), Digits.of(e.parameters())));
            }
            case Event.RunResumed e -> {
                startEpoch(e);
                line("Resumed at epoch %d from %s".formatted(e.epoch(), e.checkpoint()));
            }
            case Event.StepEnded e -> step(e);
            case Event.EpochEnded e -> epoch(e);
            case Event.Validated _, Event.LayersMoved _ -> {}
            case Event.Notice e -> line(e.text());
            case Event.BestSaved _ -> {
                out.print(lineOpen && (columns == 0 || columns > NARROWEST) ? BEST : "");
                closeLine();
            }
            case Event.EarlyStopped e ->
                line("No better since epoch %d: stopped after epoch %d".formatted(e.bestEpoch(), e.epoch()));
            case Event.RunEnded e ->
                line("Done after epoch %d, in %s".formatted(e.epoch(), Digits.duration(e.seconds())));
        }
        out.flush();
    }

    private void startEpoch(Event event) {
        epochStart = event.seconds();
        lossSum = 0;
        batches = 0;
    }

    private void step(Event.StepEnded e) {
        closeLine();
        lossSum += e.trainLoss();
        batches++;
        if (columns == 0 || e.seconds() - drawn < REFRESH_SECONDS) {
            return;
        }
        drawn = e.seconds();
        double perStep = (e.seconds() - epochStart) / batches;
        draw(
                "Epoch %d/%d".formatted(e.epoch(), e.epochs()),
                (double) e.batch() / e.batches(),
                List.of(
                        "%d/%d".formatted(e.batch(), e.batches()),
                        "loss " + Digits.of(lossSum / batches),
                        Digits.duration(perStep) + "/step",
                        "ETA " + clock(perStep * (e.batches() - e.batch()))));
    }

    private void epoch(Event.EpochEnded e) {
        closeLine();
        var parts = new ArrayList<String>();
        parts.add("loss " + Digits.of(e.trainLoss()));
        e.validationLoss().ifPresent(loss -> parts.add("val_loss " + Digits.of(loss)));
        e.metrics().entrySet().stream()
                .findFirst()
                .ifPresent(first -> first.getValue()
                        .ifPresent(value -> parts.add("val_" + first.getKey() + " " + Digits.of(value))));
        parts.add(Digits.duration(e.seconds() - epochStart));
        var title = "Epoch %d/%d".formatted(e.epoch(), e.epochs());
        if (columns > 0) {
            draw(title, 1, parts);
        } else {
            out.print(title + "  " + String.join("  ", parts));
        }
        lineOpen = true;
        startEpoch(e);
    }

    /** Draws over the current line: a bar if there is room, and as many of {@code parts} as fit with the mark. */
    private void draw(String title, double done, List<String> parts) {
        int width = (columns - 60) / 2; // 10 on a terminal of 80 columns
        boolean wide = width >= NARROWEST_BAR;
        width = Math.min(width, WIDEST_BAR);
        int used = title.length() + (wide ? 2 + width : 0);
        var text = new StringBuilder();
        for (var part : parts) {
            if (used + text.length() + 2 + part.length() > columns - 1 - BEST.length()) { // a full line would wrap
                break;
            }
            text.append("  ").append(part);
        }
        var head = title.substring(0, Math.min(title.length(), columns - 1));
        out.print("\r" + head + (wide ? "  " + bar.draw(done, width) : "") + text + "\u001b[K");
    }

    private void line(String text) {
        closeLine();
        out.print(columns > 0 ? "\r\u001b[K" : "");
        out.println(text);
    }

    private void closeLine() {
        if (lineOpen) {
            out.println();
            lineOpen = false;
        }
    }

    private static String clock(double seconds) {
        long s = (long) Math.ceil(seconds);
        return s < 3600 ? "%d:%02d".formatted(s / 60, s % 60) : "%d:%02d:%02d".formatted(s / 3600, s / 60 % 60, s % 60);
    }
}
