package hanshu.learn.supervised.task.input;

import hanshu.data.Wording;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.nn.Activation;
import hanshu.nn.BatchNorm;
import hanshu.nn.Dropout;
import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.nn.Sequential;
import hanshu.nn.attention.LearnedPositions;
import hanshu.nn.attention.TransformerConfig;
import hanshu.nn.attention.TransformerEncoder;
import hanshu.nn.conv.Convolution;
import hanshu.nn.conv.GlobalPool;
import hanshu.nn.conv.MaxPool;
import hanshu.nn.conv.ResidualBlock;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a vector of a picture. Each network but the last is made of stages; a stage halves the picture and doubles the
 * channels, and what is left of the picture at the end is averaged, or its largest taken.
 *
 * <pre>
 *   cnn         convolution, norm, ReLU, in the last stage twice; the largest of four
 *   resnet      convolution, norm, ReLU, the largest of four, a residual block (He et al. 2016) in every second stage, as
 *               in the nine-layer network of D. Page (2018, "How to train your ResNet")
 *   mobilenet   depthwise and 1 × 1 convolutions (Howard et al. 2017)
 *   vit         a Transformer over patches (Dosovitskiy et al. 2021), its elements' mean
 * </pre>
 *
 * @param network (batch, height, width, channels) → (batch, width)
 * @param dropout of the vector
 */
record PictureEncoder(Layer network, Dropout dropout, int width, Wording describe) implements Encoder {
    static PictureEncoder of(EncoderConfig config, PictureForm form, Key key) {
        int channels = Math.max(1, config.width()); // 0 while it is open
        int stages = config.layers();
        int last = channels << (stages - 1);
        var dropout = new Dropout(config.dropout());
        return switch (config.type()) {
            case CNN ->
                new PictureEncoder(
                        cnn(form.channels(), channels, stages, key),
                        dropout,
                        last,
                        Wording.of("convolutional network of %d stages, %d to %d channels", "卷积网络，%d 级，%d 至 %d 个通道")
                                .with(stages, channels, last));
            case RESNET ->
                new PictureEncoder(
                        resnet(form.channels(), channels, stages, key),
                        dropout,
                        2 * last,
                        Wording.of("residual network of %d stages, %d to %d channels", "残差网络，%d 级，%d 至 %d 个通道")
                                .with(stages, channels, 2 * last));
            case MOBILENET ->
                new PictureEncoder(
                        mobilenet(form.channels(), channels, stages, key),
                        dropout,
                        last,
                        Wording.of(
                                        "depthwise separable convolutions in %d stages, %d to %d channels",
                                        "深度可分离卷积，%d 级，%d 至 %d 个通道")
                                .with(stages, channels, last));
            case VIT ->
                new PictureEncoder(
                        vit(form, config, key),
                        dropout,
                        channels,
                        Wording.of("Transformer over patches, %d blocks of width %d", "图块上的 Transformer，%d 块、宽 %d")
                                .with(stages, channels));
            case AUTO, RNN, LSTM, GRU, TCN, TRANSFORMER, TABLE ->
                throw new IllegalArgumentException("no encoder of pictures: " + config.type());
        };
    }

    private static Sequential cnn(int in, int channels, int stages, Key key) {
        var layers = new ArrayList<Layer>();
        int from = in;
        for (int stage = 0; stage < stages; stage++) {
            int to = channels << stage;
            add(layers, from, to, key);
            if (stage > 0 && stage == stages - 1) {
                add(layers, to, to, key);
            }
            if (stage < stages - 1) {
                layers.add(MaxPool.of(2, 2));
            }
            from = to;
        }
        layers.add(GlobalPool.MAX);
        return new Sequential(layers);
    }

    private static Sequential resnet(int in, int channels, int stages, Key key) {
        var layers = new ArrayList<Layer>();
        add(layers, in, channels, key);
        int from = channels;
        for (int stage = 0; stage < stages; stage++) {
            int to = from * 2;
            add(layers, from, to, key);
            layers.add(MaxPool.of(2, 2));
            if (stage % 2 == 0) {
                layers.add(ResidualBlock.basic(to, to, 1, key.at(layers.size())));
            }
            from = to;
        }
        layers.add(GlobalPool.MAX);
        return new Sequential(layers);
    }

    private static Sequential mobilenet(int in, int channels, int stages, Key key) {
        var layers = new ArrayList<Layer>();
        add(layers, in, channels, key);
        int from = channels;
        for (int stage = 0; stage < stages; stage++) {
            int to = channels << stage;
            separable(layers, from, to, stage == 0 ? 1 : 2, key);
            separable(layers, to, to, 1, key);
            from = to;
        }
        layers.add(GlobalPool.AVERAGE);
        return new Sequential(layers);
    }

    private static void add(List<Layer> layers, int in, int out, Key key) {
        layers.add(Convolution.of(in, out, Window.of(3, 3).withPadding(1), key.at(layers.size()))
                .withoutBias());
        layers.add(BatchNorm.of(out));
        layers.add(Activation.RELU);
    }

    private static void separable(List<Layer> layers, int in, int out, int stride, Key key) {
        var window = Window.of(3, 3).withStride(stride).withPadding(1);
        layers.add(Convolution.depthwise(in, window, key.at(layers.size())).withoutBias());
        layers.add(BatchNorm.of(in));
        layers.add(Activation.RELU);
        layers.add(
                Convolution.of(in, out, Window.of(1, 1), key.at(layers.size())).withoutBias());
        layers.add(BatchNorm.of(out));
        layers.add(Activation.RELU);
    }

    /** Four pixels of small pictures are a patch, an eighth of large ones. */
    private static Sequential vit(PictureForm form, EncoderConfig config, Key key) {
        int patch = Math.max(1, Math.max(4, Math.min(form.height(), form.width()) / 8));
        patch = Math.min(patch, Math.min(form.height(), form.width()));
        int patches = (form.height() / patch) * (form.width() / patch);
        var sizes = TransformerConfig.of(config.width(), config.heads(), 2 * config.width())
                .withActivation(Activation.GELU)
                .withNormFirst()
                .withDropout(config.dropout());
        return Sequential.of(
                Convolution.of(
                        form.channels(), config.width(), Window.of(patch, patch).withStride(patch), key.at("patches")),
                new Elements(),
                LearnedPositions.of(patches, config.width(), key.at("positions")),
                TransformerEncoder.of(config.layers(), sizes, key.at("blocks")),
                new MeanElement());
    }

    /** A picture's places one after the other: (batch, height, width, channels) → (batch, height·width, channels). */
    record Elements() implements Layer {
        @Override
        public Tensor apply(Tensor x, Pass pass) {
            return x.reshape(x.size(0), x.size(1) * x.size(2), x.size(3));
        }
    }

    /** The mean of all elements: (batch, time, width) → (batch, width). */
    record MeanElement() implements Layer {
        @Override
        public Tensor apply(Tensor x, Pass pass) {
            return x.mean(1);
        }
    }

    @Override
    public Encoded encode(Value value, Pass pass) {
        var read = network.apply(((Value.Pixels) value).pixels(), pass.at("network"));
        return Encoded.of(dropout.apply(read, pass.at("dropout")));
    }
}
