package hanshu.learn.supervised.task.input;

import hanshu.data.Wording;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.nn.Dropout;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.attention.TransformerConfig;
import hanshu.nn.attention.TransformerEncoder;
import hanshu.nn.conv.Convolution;
import hanshu.nn.conv.TemporalBlock;
import hanshu.nn.rnn.Cell;
import hanshu.nn.rnn.GruCell;
import hanshu.nn.rnn.LstmCell;
import hanshu.nn.rnn.Recurrent;
import hanshu.nn.rnn.RnnCell;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import java.util.ArrayList;

/**
 * Makes a vector of a sequence of vectors of any length: a network makes a vector of each element that knows its
 * neighbours, and of these the mean is taken and the largest of each number, side by side. What a sequence is filled up
 * with never counts.
 *
 * @param reader of elements
 * @param dropout of the vector
 */
record SequenceEncoder(SequenceReader reader, Dropout dropout, int width, Wording describe) implements Encoder {
    /** For series. */
    static SequenceEncoder of(EncoderConfig config, int in, Key key) {
        int width = config.width();
        int layers = config.layers();
        var dropout = new Dropout(config.dropout());
        return switch (config.type()) {
            case RNN -> recurrent(config, RnnCell::of, in, Wording.of("recurrent network", "循环网络"), key);
            case LSTM -> recurrent(config, LstmCell::of, in, Wording.of("LSTM"), key);
            case GRU -> recurrent(config, GruCell::of, in, Wording.of("GRU"), key);
            case TCN -> {
                var widths = new int[layers];
                java.util.Arrays.fill(widths, width);
                var network = TemporalBlock.network(in, widths, 3, config.dropout(), key);
                yield new SequenceEncoder(
                        new SequenceReader.Through(network),
                        dropout,
                        2 * width,
                        Wording.of("temporal convolutional network of %d blocks of %d channels", "时间卷积网络，%d 块、%d 个通道")
                                .with(layers, width));
            }
            case CNN, RESNET ->
                new SequenceEncoder(
                        SequenceReader.Blocks.of(in, width, layers, config.type() == EncoderConfig.Type.RESNET, key),
                        dropout,
                        2 * width,
                        Wording.of("%s network over time, %d blocks of %d channels", "时间上的%s网络，%d 块、%d 个通道")
                                .with(
                                        config.type() == EncoderConfig.Type.RESNET
                                                ? Wording.of("residual", "残差")
                                                : Wording.of("convolutional", "卷积"),
                                        layers,
                                        width));
            case TRANSFORMER -> {
                var sizes = TransformerConfig.of(width, config.heads(), 2 * width)
                        .withNormFirst()
                        .withDropout(Math.min(0.1, config.dropout()));
                yield new SequenceEncoder(
                        new SequenceReader.Attending(
                                Linear.of(in, width, key.at("in")),
                                TransformerEncoder.of(layers, sizes, key.at("blocks"))),
                        dropout,
                        2 * width,
                        Wording.of("Transformer of %d blocks of width %d", "Transformer，%d 块、宽 %d")
                                .with(layers, width));
            }
            case AUTO, MOBILENET, VIT, TABLE ->
                throw new IllegalArgumentException("no encoder of sequences: " + config.type());
        };
    }

    /** For tokens: {@code cnn} is the network of Kim (2014). */
    static SequenceEncoder ofTokens(EncoderConfig config, int in, Key key) {
        if (config.type() != EncoderConfig.Type.CNN) {
            return of(config, in, key);
        }
        var windows = new ArrayList<Convolution>();
        for (int size = 3; size <= 5; size++) {
            windows.add(Convolution.of(in, config.width(), Window.of(size), key.at(size)));
        }
        return new SequenceEncoder(
                new SequenceReader.Windows(windows),
                new Dropout(config.dropout()),
                3 * config.width(),
                Wording.of("text CNN, %d windows of 3, 4 and 5 words each", "文本 CNN，3、4、5 个词的窗口各 %d 个")
                        .with(config.width()));
    }

    private static <S> SequenceEncoder recurrent(
            EncoderConfig config, Cell.Maker<S> cell, int in, Wording name, Key key) {
        int width = config.width();
        var network = config.bothWays()
                ? Recurrent.bothWays(cell, in, width, config.layers(), key)
                : Recurrent.of(cell, in, width, config.layers(), key);
        return new SequenceEncoder(
                new SequenceReader.Recurring(network.withDropout(config.dropout())),
                new Dropout(config.dropout()),
                config.bothWays() ? 4 * width : 2 * width,
                Wording.of("%s of %d numbers%s%s", "%s，%d 个数%s%s")
                        .with(
                                name,
                                width,
                                config.layers() == 1
                                        ? Wording.of("")
                                        : Wording.of(", %d above each other", "，叠 %d 层")
                                                .with(config.layers()),
                                config.bothWays() ? Wording.of(", from both ends", "，双向") : Wording.of("")));
    }

    /** The state of each element, and as the vector their mean over time and the largest. */
    @Override
    public Encoded encode(Value value, Pass pass) {
        var steps = (Value.Steps) value;
        var there = Tensor.range(steps.steps().size(1))
                .cast(steps.lengths().dtype())
                .lt(steps.lengths().unsqueeze(1))
                .unsqueeze(2); // (batch, time, 1)
        var read = reader.read(steps.steps(), steps.lengths(), there, pass.at("reader"));
        if (read.rank() == 2) {
            return Encoded.of(dropout.apply(read, pass.at("dropout")));
        }
        return Encoded.of(
                () -> dropout.apply(pooled(read, steps.lengths(), there), pass.at("dropout")),
                () -> new Encoded.States(dropout.apply(read, pass.at("states")), steps.lengths()));
    }

    /** Of a network whose vector is the mean and the largest, half of it; Kim's keeps nothing of a step. */
    @Override
    public int stepWidth() {
        return reader instanceof SequenceReader.Windows ? 0 : width / 2;
    }

    private static Tensor pooled(Tensor x, Tensor lengths, Tensor there) { // (batch, time, width)
        var counted = x.times(there.cast(DType.F32));
        var mean = counted.sum(1).div(lengths.cast(DType.F32).unsqueeze(1));
        var largest = there.where(x, Tensor.full(-1e9)).max(1);
        return Tensor.concat(1, mean, largest);
    }
}
