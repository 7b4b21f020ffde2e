package hanshu.learn.supervised.task;

import hanshu.data.DataException;
import hanshu.data.image.Fitting;
import hanshu.data.image.PictureSize;
import hanshu.data.image.Pictures;
import hanshu.tensor.Key;
import hanshu.tensor.Parallel;
import hanshu.tensor.Tensor;
import hanshu.train.config.ConfigException;
import java.util.List;

/**
 * Pictures of one size.
 *
 * @param fitting how files are brought to that size
 * @param mean of the pixels of each channel, from 0 to 1
 * @param deviation of the same
 */
record PictureForm(Fitting fitting, List<Float> mean, List<Float> deviation) implements Form {
    private static final int LOOKED_AT = 5_000;

    PictureForm {
        int channels = fitting.size().channels();
        if (mean.size() != channels
                || deviation.size() != channels
                || deviation.stream().anyMatch(d -> !(d > 0))) {
            throw new IllegalArgumentException(
                    "pictures: a mean and a deviation above 0 for each of %d channels, got %s and %s"
                            .formatted(channels, mean, deviation));
        }
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** Looks at the pictures of some cases. */
    static PictureForm fit(Given.Images given, int[] rows) {
        var pictures = given.all();
        var size = pictures.size();
        var sum = new double[size.channels()];
        var squares = new double[size.channels()];
        long pixels = 0;
        int step = Math.max(1, rows.length / LOOKED_AT);
        for (int i = 0; i < rows.length; i += step) {
            var bytes = pictures.pixels(rows[i]);
            for (int p = 0; p < bytes.length; p++) {
                double v = (bytes[p] & 0xff) / 255.0;
                sum[p % sum.length] += v;
                squares[p % sum.length] += v * v;
            }
            pixels += bytes.length / sum.length;
        }
        var means = new Float[sum.length];
        var deviations = new Float[sum.length];
        for (int c = 0; c < sum.length; c++) {
            double mean = sum[c] / pixels;
            means[c] = (float) mean;
            deviations[c] = (float) Math.max(Math.sqrt(Math.max(0, squares[c] / pixels - mean * mean)), 1e-3);
        }
        return new PictureForm(given.fitting(), List.of(means), List.of(deviations));
    }

    PictureSize size() {
        return fitting.size();
    }

    int height() {
        return size().height();
    }

    int width() {
        return size().width();
    }

    int channels() {
        return size().channels();
    }

    @Override
    public Prepared prepare(Given given) {
        var pictures = ((Given.Images) given).all();
        if (!pictures.size().equals(size())) {
            throw new DataException("these pictures are %s; the function reads %s".formatted(pictures.size(), size()));
        }
        return new Prepared() {
            @Override
            public int count() {
                return pictures.count();
            }

            @Override
            public Value batch(int[] rows, int from, int to) {
                return PictureForm.this.batch(pictures, rows, from, to);
            }
        };
    }

    private Value batch(Pictures pictures, int[] rows, int from, int to) {
        int channels = channels();
        var means = new float[channels];
        var scales = new float[channels];
        for (int c = 0; c < channels; c++) {
            means[c] = mean.get(c) * 255;
            scales[c] = 1 / (deviation.get(c) * 255);
        }
        int count = size().bytes();
        var x = new float[(to - from) * count];
        Parallel.ranges(to - from, 1, (first, last) -> {
            for (int i = first; i < last; i++) {
                var bytes = pictures.pixels(rows[from + i]);
                for (int p = 0, at = i * count, c = 0; p < count; p++) {
                    x[at + p] = ((bytes[p] & 0xff) - means[c]) * scales[c];
                    c = c + 1 == channels ? 0 : c + 1;
                }
            }
        });
        return new Value.Pixels(Tensor.sharing(x, 0, to - from, height(), width(), channels));
    }

    @Override
    public EncoderConfig choose(EncoderConfig asked, int cases) {
        var filled = asked.or(channels() == 1 ? EncoderConfig.Type.CNN : EncoderConfig.Type.RESNET, 0, 0, 0.2);
        return switch (filled.type()) {
            case CNN, RESNET, MOBILENET -> filled.or(filled.type(), 0, stages(3), 0.2); // the width is a matter of time
            case VIT -> filled.or(EncoderConfig.Type.VIT, 96, 4, 0.1);
            case AUTO, RNN, LSTM, GRU, TCN, TRANSFORMER, TABLE ->
                throw new ConfigException("encoder: pictures are read by cnn, resnet, mobilenet or vit, not by "
                        + filled.type().name().toLowerCase(java.util.Locale.ROOT));
        };
    }

    /** As many halvings as leave at least three pixels, and more for large pictures. */
    private int stages(int least) {
        int n = 1;
        while (Math.min(height(), width()) >> (n + 1) >= 3 && (n < least || Math.min(height(), width()) >> n > 12)) {
            n++;
        }
        return n;
    }

    @Override
    public Encoder encoder(EncoderConfig config, Key key) {
        return PictureEncoder.of(config, this, key);
    }

    @Override
    public String describe() {
        return "pictures %d × %d, %s".formatted(height(), width(), channels() == 1 ? "grey" : "in colour");
    }
}
