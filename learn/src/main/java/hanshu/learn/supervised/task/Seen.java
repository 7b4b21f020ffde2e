package hanshu.learn.supervised.task;

import hanshu.data.image.PictureSize;
import hanshu.data.image.Png;
import hanshu.data.series.Series;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.train.report.Language;
import hanshu.train.report.Shown;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/** A case as people see it: its pictures, texts, curves, columns. */
final class Seen {
    private static final int MOST_LETTERS = 300;

    private Seen() {}

    /** What is given of a case, by input and column, and where it stands. */
    static SequencedMap<String, Shown> of(Cases cases, int row, Language language) {
        var seen = new LinkedHashMap<String, Shown>();
        cases.inputs().forEach((name, given) -> {
            switch (given) {
                case Given.Images(var all, var fitting) ->
                    seen.put(name, new Shown.Picture(Png.of(all.size(), all.pixels(row))));
                case Given.Texts(var all) -> seen.put(name, new Shown.Words(shortened(all.get(row))));
                case Given.Words(var all) -> seen.put(name, new Shown.Words(shortened(String.join(" ", all.get(row)))));
                case Given.Sequences(var all, var hearing) ->
                    seen.put(name, hearing.isPresent() ? spectrogram(all.get(row)) : curves(all.get(row)));
                case Given.Columns(var table, var target) ->
                    table.names().stream()
                            .filter(column -> !column.equals(target))
                            .forEach(column -> seen.put(
                                    column, new Shown.Words(table.cells(column).text(row))));
            }
        });
        seen.put(language.say("case", "样本"), new Shown.Words(cases.place().apply(row)));
        return seen;
    }

    private static String shortened(String text) {
        int letters = text.codePointCount(0, text.length());
        return letters <= MOST_LETTERS ? text : text.substring(0, text.offsetByCodePoints(0, MOST_LETTERS)) + " …";
    }

    private static Shown curves(Series series) {
        return new Shown.Curves(IntStream.range(0, series.channels())
                .mapToObj(channel -> {
                    var values = new float[series.length()];
                    for (int step = 0; step < values.length; step++) {
                        values[step] = series.at(step, channel);
                    }
                    return values;
                })
                .toList());
    }

    /** Time from left to right, high bands above, loud is bright. */
    private static Shown spectrogram(Series heard) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float value : heard.values()) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        int bands = heard.channels();
        var pixels = new byte[heard.values().length];
        for (int band = 0; band < bands; band++) {
            for (int step = 0; step < heard.length(); step++) {
                pixels[(bands - 1 - band) * heard.length() + step] =
                        (byte) Math.round(255 * (heard.at(step, band) - low) / Math.max(1e-9, high - low));
            }
        }
        return new Shown.Picture(Png.of(new PictureSize(bands, heard.length(), 1), pixels));
    }
}
