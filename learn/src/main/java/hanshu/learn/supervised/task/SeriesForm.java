package hanshu.learn.supervised.task;

import hanshu.data.DataException;
import hanshu.data.series.Series;
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
record SeriesForm(List<Float> mean, List<Float> deviation, int most, Optional<Hearing> hearing) implements Form {
    private static final int LONGEST = 1_500;

    SeriesForm {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** Looks at the series of some cases. */
    static SeriesForm fit(Given.Sequences given, int[] rows, int size) {
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

    int channels() {
        return mean.size();
    }

    @Override
    public Prepared prepare(Given given) {
        var all = ((Given.Sequences) given).all();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).channels() != channels()) {
                throw new DataException("series %d has %d channels; the function reads %d"
                        .formatted(i + 1, all.get(i).channels(), channels()));
            }
        }
        return new Prepared() {
            @Override
            public int count() {
                return all.size();
            }

            @Override
            public List<String> notices() {
                long cut = all.stream().filter(series -> series.length() > most).count();
                return cut == 0
                        ? List.of()
                        : List.of(
                                "%,d of %,d are longer than %,d steps; what is beyond is left out (size: more, for all of it)."
                                        .formatted(cut, all.size(), most));
            }

            @Override
            public Value batch(int[] rows, int from, int to) {
                return tensors(all, rows, from, to);
            }
        };
    }

    private Value tensors(List<Series> all, int[] rows, int from, int to) {
        int channels = channels();
        int longest = 1;
        for (int i = from; i < to; i++) {
            longest = Math.max(longest, Math.min(most, all.get(rows[i]).length()));
        }
        var values = new float[(to - from) * longest * channels];
        var lengths = new long[to - from];
        for (int i = from; i < to; i++) {
            var series = all.get(rows[i]);
            int steps = Math.min(most, series.length());
            lengths[i - from] = steps;
            for (int j = 0; j < steps * channels; j++) {
                int c = j % channels;
                values[(i - from) * longest * channels + j] = (series.values()[j] - mean.get(c)) / deviation.get(c);
            }
        }
        return new Value.Steps(Tensor.sharing(values, 0, to - from, longest, channels), Tensor.of(lengths, to - from));
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
                                + Understood.lower(chosen));
        };
    }

    @Override
    public Encoder encoder(EncoderConfig config, Key key) {
        return SequenceEncoder.of(config, channels(), key);
    }

    @Override
    public String describe() {
        if (hearing.isPresent()) {
            return "sounds of up to %d ms, %d bands".formatted(most * 10, channels());
        }
        return "series of up to %d steps, %d channel%s".formatted(most, channels(), channels() == 1 ? "" : "s");
    }
}
