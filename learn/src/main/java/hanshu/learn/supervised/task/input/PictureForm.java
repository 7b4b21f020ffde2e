package hanshu.learn.supervised.task.input;

import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.data.image.Fitting;
import hanshu.data.image.Normalisation;
import hanshu.data.image.PictureBatches;
import hanshu.data.image.PictureChange;
import hanshu.data.image.PictureSize;
import hanshu.data.image.augment.Augmentation;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.learn.supervised.task.config.TaskConfig.Augmenting;
import hanshu.tensor.Key;
import hanshu.train.config.ConfigException;

/**
 * Pictures of one size.
 *
 * @param fitting how files are brought to that size
 */
public record PictureForm(Fitting fitting, Normalisation normalisation) implements Form {
    /** Looks at the pictures of some cases. */
    public static PictureForm fit(Given.Images given, int[] rows) {
        return new PictureForm(given.fitting(), Normalisation.of(given.all().only(rows)));
    }

    public PictureSize size() {
        return fitting.size();
    }

    public int height() {
        return size().height();
    }

    public int width() {
        return size().width();
    }

    public int channels() {
        return size().channels();
    }

    @Override
    public Prepared prepare(Given given) {
        return prepared(given, PictureChange.none(), Key.of(0));
    }

    @Override
    public Prepared augmented(Given given, Prepared plain, Augmenting how, Key key) {
        return prepared(given, Augmentation.inOrder(how.pictures()), key);
    }

    private Prepared prepared(Given given, PictureChange change, Key key) {
        var pictures = ((Given.Images) given).all();
        if (!pictures.size().equals(size())) {
            throw new DataException("these pictures are %s; the function reads %s".formatted(pictures.size(), size()));
        }
        var batches = new PictureBatches(pictures, normalisation, change, key);
        return new Prepared() {
            @Override
            public int count() {
                return pictures.count();
            }

            @Override
            public void startEpoch(int epoch) {
                batches.startEpoch(epoch);
            }

            @Override
            public Value batch(int[] rows, int from, int to) {
                return new Value.Pixels(batches.batch(rows, from, to));
            }
        };
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
    public Wording describe() {
        return Wording.of("pictures %d × %d, %s", "%d × %d 的%s图片")
                .with(height(), width(), channels() == 1 ? Wording.of("grey", "灰度") : Wording.of("in colour", "彩色"));
    }
}
