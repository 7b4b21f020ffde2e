package hanshu.learn.supervised.task.input;

import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.data.audio.SpecAugment;
import hanshu.data.series.Series;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Hearing;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.learn.supervised.task.config.TaskConfig.Augmenting;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.config.ConfigException;
import java.util.List;
import java.util.Optional;

/**
 * Series of some channels.
 *
 * @param mean of each channel
 * @param deviation of each channel
 * @param most steps that are read; what goes beyond is left out, and told
 * @param hearing how recordings become such series
 */
public record SeriesForm(List<Float> mean, List<Float> deviation, int most, Optional<Hearing> hearing) implements Form {
    private static final int LONGEST = 1_500;

    public SeriesForm {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** Looks at the series of some cases. */
    public static SeriesForm fit(Given.Sequences given, int[] rows, int size) {
        var all = given.all();
        int channels = all.get(rows[0]).channels();
        var sum = new double[channels];
        var squares = new double[channels];
        long steps = 0;
        int longest = 1;
        for (int row : rows) {
            var series = all.get(row);
            for (int i = 0; i < series.values().length; i++) {
                sum[i % channels] += series.values()[i];
                squares[i % channels] += (double) series.values()[i] * series.values()[i];
            }
            steps += series.length();
            longest = Math.max(longest, series.length());
        }
        var means = new Float[channels];
        var deviations = new Float[channels];
        for (int c = 0; c < channels; c++) {
            double mean = sum[c] / steps;
            means[c] = (float) mean;
            double deviation = Math.sqrt(Math.max(0, squares[c] / steps - mean * mean));
            deviations[c] = deviation > 1e-12 ? (float) deviation : 1f;
        }
        return new SeriesForm(
                List.of(means), List.of(deviations), size > 0 ? size : Math.min(longest, LONGEST), given.hearing());
    }

    public int channels() {
        return mean.size();
    }

    @Override
    public Prepared prepare(Given given) {
        return new Steps(this, ((Given.Sequences) given).all(), (series, row, epoch) -> series);
    }

    /** Of sounds some moments and bands are blanked. */
    @Override
    public Prepared augmented(Given given, Prepared plain, Augmenting how, Key key) {
        if (how.mask() <= 0) {
            return plain;
        }
        var blanking = new SpecAugment(1, (int) (2 * how.mask() * channels()), 2, most, how.mask());
        return new Steps(
                this,
                ((Given.Sequences) given).all(),
                (series, row, epoch) -> blanking.apply(series, key.at(epoch).at(row)));
    }

    /** Changes a standardised series when it is seen in an epoch. */
    private interface Change {
        Series apply(Series series, int row, int epoch);
    }

    /** Series in batches. */
    private static final class Steps implements Prepared {
        private final SeriesForm form;
        private final List<Series> all;
        private final Change change;
        private int epoch;

        Steps(SeriesForm form, List<Series> all, Change change) {
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).channels() != form.channels()) {
                    throw new DataException("series %d has %d channels; the function reads %d"
                            .formatted(i + 1, all.get(i).channels(), form.channels()));
                }
            }
            this.form = form;
            this.all = all;
            this.change = change;
        }

        @Override
        public int count() {
            return all.size();
        }

        @Override
        public List<Wording> notices() {
            long cut =
                    all.stream().filter(series -> series.length() > form.most).count();
            return cut == 0
                    ? List.of()
                    : List.of(Wording.of(
                                    "%,d of %,d are longer than %,d steps; what is beyond is left out (size: more, for all of it).",
                                    "%2$,d 个中有 %1$,d 个长于 %3$,d 步；超出的部分没有使用（要用全部，size 取更大）。")
                            .with(cut, all.size(), form.most));
        }

        @Override
        public void startEpoch(int number) {
            epoch = number;
        }

        @Override
        public Value batch(int[] rows, int from, int to) {
            int channels = form.channels();
            var series = new Series[to - from];
            int longest = 1;
            for (int i = 0; i < series.length; i++) {
                int row = rows[from + i];
                series[i] = change.apply(form.standardised(all.get(row)), row, epoch);
                longest = Math.max(longest, series[i].length());
            }
            var values = new float[series.length * longest * channels];
            var lengths = new long[series.length];
            for (int i = 0; i < series.length; i++) {
                lengths[i] = series[i].length();
                var own = series[i].values();
                System.arraycopy(own, 0, values, i * longest * channels, own.length);
            }
            return new Value.Steps(
                    Tensor.sharing(values, 0, series.length, longest, channels), Tensor.of(lengths, series.length));
        }
    }

    private Series standardised(Series series) {
        int channels = channels();
        var values = new float[Math.min(most, series.length()) * channels];
        for (int j = 0; j < values.length; j++) {
            int c = j % channels;
            values[j] = (series.values()[j] - mean.get(c)) / deviation.get(c);
        }
        return new Series(values, channels);
    }

    @Override
    public EncoderConfig choose(EncoderConfig asked, int cases) {
        var chosen = asked.or(EncoderConfig.Type.RESNET, 0, 0, -1).type();
        return switch (chosen) {
            case RESNET, CNN -> asked.or(chosen, 64, 3, 0.2);
            case RNN, LSTM, GRU -> asked.or(chosen, 128, 1, 0.3);
            case TCN -> asked.or(chosen, 64, 5, 0.2);
            case TRANSFORMER -> asked.or(chosen, 64, 2, 0.2);
            case AUTO, MOBILENET, VIT, TABLE ->
                throw new ConfigException(
                        "encoder: series are read by cnn, resnet, rnn, lstm, gru, tcn or transformer, not by "
                                + chosen.word());
        };
    }

    @Override
    public Encoder encoder(EncoderConfig config, Key key) {
        return SequenceEncoder.of(config, channels(), key);
    }

    @Override
    public Wording describe() {
        if (hearing.isPresent()) {
            return Wording.of("sounds of up to %d ms, %d bands", "至多 %d ms 的声音，%d 个频带")
                    .with(most * 10, channels());
        }
        return Wording.of("series of up to %d steps, %d channel%s", "至多 %d 步的序列，%d 个通道")
                .with(most, channels(), channels() == 1 ? "" : "s");
    }
}
