package hanshu.train.report;

import static hanshu.train.report.Html.escape;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Samples as HTML: pictures as they are, curves drawn, words. */
final class SampleHtml {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 80;

    /** Curves of more steps are drawn by every second, third, … */
    private static final int MOST_STEPS = 400;

    private static final int MOST_CHANNELS = 12;

    private SampleHtml() {}

    static String html(Section.Exhibit exhibit) {
        var shown = exhibit.samples().entrySet().stream()
                .map(sample -> html(sample.getKey(), sample.getValue()))
                .collect(Collectors.joining());
        return "<li>%s<p><strong>%s</strong><br>%s</p></li>\n"
                .formatted(shown, escape(exhibit.title()), escape(exhibit.note()));
    }

    private static String html(String name, Shown sample) {
        return switch (sample) {
            case Shown.Words(String text) ->
                "<p class=\"words\"><span>%s</span> %s</p>".formatted(escape(name), escape(text));
            case Shown.Picture(byte[] png) ->
                "<img alt=\"%s\" src=\"data:image/png;base64,%s\">"
                        .formatted(escape(name), Base64.getEncoder().encodeToString(png));
            case Shown.Curves(var channels) -> curves(name, channels);
        };
    }

    /** All channels on one scale. */
    private static String curves(String name, List<float[]> channels) {
        var all = channels.stream()
                .flatMapToDouble(values -> IntStream.range(0, values.length).mapToDouble(t -> values[t]))
                .filter(Double::isFinite)
                .summaryStatistics();
        double low = all.getMin();
        double range = Math.max(all.getMax() - low, 1e-12);
        var lines = channels.stream()
                .limit(MOST_CHANNELS)
                .map(values -> "<polyline points=\"" + points(values, low, range) + "\"/>")
                .collect(Collectors.joining());
        return "<svg viewBox=\"0 -2 %d %d\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"%s\">%s</svg>"
                .formatted(WIDTH, HEIGHT + 4, escape(name), lines);
    }

    private static String points(float[] values, double low, double range) {
        int step = Math.ceilDiv(values.length, MOST_STEPS);
        double last = Math.max(1, values.length - 1);
        return IntStream.iterate(0, t -> t < values.length, t -> t + step)
                .filter(t -> Float.isFinite(values[t]))
                .mapToObj(t -> String.format(
                        Locale.ROOT, "%.1f,%.1f", WIDTH * t / last, HEIGHT * (1 - (values[t] - low) / range)))
                .collect(Collectors.joining(" "));
    }
}
