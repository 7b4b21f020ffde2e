package hanshu.data.series;

import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.data.table.Notice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Series of the same channels, and the answer of each: what a network that reads sequences learns from.
 *
 * <pre>{@code
 * var train = TsFile.read(Path.of("JapaneseVowels_TRAIN.ts"), OnError.FAIL);
 * var scaling = ChannelScaling.fit(train.series());
 * var ready = train.map(series -> scaling.apply(series).filled());
 * var batch = ready.batch(rows, from, to);                 // batch.x(): (batch, time, channels), batch.lengths()
 * var labels = ready.labels(train.classes());              // for each series the number of its class
 * }</pre>
 *
 * @param name of the file or folder, for messages
 * @param answers a class or a number as it is written, one for each series; empty if there are none
 * @param classes the distinct answers where they are classes, in the order of the header or of the alphabet; else empty
 * @param notices what reading it brought up
 */
public record SeriesSet(
        String name, List<Series> series, List<String> answers, List<String> classes, List<Notice> notices) {
    public SeriesSet {
        series = List.copyOf(series);
        answers = List.copyOf(answers);
        classes = List.copyOf(classes);
        notices = List.copyOf(notices);
        if (series.isEmpty()) {
            throw new DataException(name + " holds no series: at least one is needed");
        }
        int channels = series.getFirst().channels();
        for (var one : series) {
            if (one.channels() != channels) {
                throw new DataException("%s: all series have the same channels, but one has %d and another %d"
                        .formatted(name, channels, one.channels()));
            }
        }
        if (!answers.isEmpty() && answers.size() != series.size()) {
            throw new DataException("%s: %d series have %d answers".formatted(name, series.size(), answers.size()));
        }
    }

    /** With classes as answers, which are their distinct texts in order; one that occurs once is told of. */
    public static SeriesSet ofClasses(String name, List<Series> series, List<String> answers, List<Notice> notices) {
        return new SeriesSet(name, series, answers, List.copyOf(counts(answers).keySet()), notices).notingRareClasses();
    }

    public int count() {
        return series.size();
    }

    public int channels() {
        return series.getFirst().channels();
    }

    /** Steps of the shortest series. */
    public int shortest() {
        return series.stream().mapToInt(Series::length).min().orElseThrow();
    }

    /** Steps of the longest series. */
    public int longest() {
        return series.stream().mapToInt(Series::length).max().orElseThrow();
    }

    /** How many numbers are missing in all series. */
    public long missing() {
        return series.stream().mapToLong(Series::missing).sum();
    }

    /** The series {@code rows[from]} … {@code rows[to − 1]} side by side. */
    public Padded batch(int[] rows, int from, int to) {
        return Padded.of(Arrays.stream(rows, from, to).mapToObj(series::get).toList());
    }

    /**
     * For each series the number of its class, from 0.
     *
     * @param of the classes that are known: those of the training set
     * @throws DataException if a series has another one
     */
    public int[] labels(List<String> of) {
        return answers.stream()
                .mapToInt(answer -> {
                    int label = of.indexOf(answer);
                    if (label < 0) {
                        throw new DataException("%s: the class \"%s\" is none of those learned: %s"
                                .formatted(name, answer, String.join(", ", of)));
                    }
                    return label;
                })
                .toArray();
    }

    /** The answers as numbers. */
    public double[] numbers() {
        return answers.stream()
                .mapToDouble(answer -> {
                    double number = SequenceCell.number(answer);
                    if (!Double.isFinite(number)) {
                        throw new DataException("%s: an answer that is a number is expected, but one is \"%s\""
                                .formatted(name, answer));
                    }
                    return number;
                })
                .toArray();
    }

    /** The given series in the given order. */
    public SeriesSet select(int... rows) {
        return new SeriesSet(
                name,
                Arrays.stream(rows).mapToObj(series::get).toList(),
                answers.isEmpty()
                        ? answers
                        : Arrays.stream(rows).mapToObj(answers::get).toList(),
                classes,
                notices);
    }

    /** With each series changed. */
    public SeriesSet map(UnaryOperator<Series> change) {
        return new SeriesSet(name, series.stream().map(change).toList(), answers, classes, notices);
    }

    /** Tells of classes that occur but once: they can't be both learned and tested. Numbers mostly do. */
    SeriesSet notingRareClasses() {
        var rare = counts(answers).entrySet().stream()
                .filter(entry -> entry.getValue() == 1)
                .map(Map.Entry::getKey)
                .toList();
        if (rare.isEmpty() || 2 * classes.size() > count()) {
            return this;
        }
        var more = new ArrayList<>(notices);
        more.add(Notice.warning(
                "",
                Wording.of(
                                "%s: %d of %d classes occur only once and can't be both learned and tested: %s.",
                                "%1$s：%3$d 个类别中有 %2$d 个只出现一次，不能既学习又测试：%4$s。")
                        .with(
                                name,
                                rare.size(),
                                classes.size(),
                                String.join(", ", rare.subList(0, Math.min(rare.size(), 3))))));
        return new SeriesSet(name, series, answers, classes, more);
    }

    private static TreeMap<String, Integer> counts(List<String> answers) {
        var counts = new TreeMap<String, Integer>();
        answers.forEach(answer -> counts.merge(answer, 1, Integer::sum));
        return counts;
    }
}
