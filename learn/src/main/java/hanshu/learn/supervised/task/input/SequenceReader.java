package hanshu.learn.supervised.task.input;

import hanshu.nn.BatchNorm;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.Sequential;
import hanshu.nn.attention.AttentionMask;
import hanshu.nn.attention.SinusoidalPositions;
import hanshu.nn.attention.TransformerEncoder;
import hanshu.nn.conv.Convolution;
import hanshu.nn.rnn.Recurrent;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes of each element of a sequence one that knows its neighbours, or of all of them one vector. */
sealed interface SequenceReader {
    /**
     * Reads.
     *
     * @param x (batch, time, in)
     * @param lengths I64: (batch)
     * @param there which elements are no filling, BOOL: (batch, time, 1)
     * @return (batch, time, out), or (batch, out)
     */
    Tensor read(Tensor x, Tensor lengths, Tensor there, Pass pass);

    /** Cells over a sequence. */
    record Recurring(Recurrent<?> network) implements SequenceReader {
        @Override
        public Tensor read(Tensor x, Tensor lengths, Tensor there, Pass pass) {
            return network.run(x, lengths, pass).output();
        }
    }

    /** A network that sees the past alone, so that filling at the end is never seen. */
    record Through(Sequential network) implements SequenceReader {
        @Override
        public Tensor read(Tensor x, Tensor lengths, Tensor there, Pass pass) {
            return network.apply(x, pass);
        }
    }

    /** A Transformer, in which no element sees filling. */
    record Attending(Linear in, TransformerEncoder network) implements SequenceReader {
        @Override
        public Tensor read(Tensor x, Tensor lengths, Tensor there, Pass pass) {
            var placed = new SinusoidalPositions().apply(in.apply(x, pass), pass);
            return network.apply(placed, Optional.of(AttentionMask.padding(lengths, x.size(1))), pass);
        }
    }

    /**
     * Convolutions over several words at a time, of each the largest over the text (Kim 2014, section 2).
     *
     * @param windows of different sizes
     */
    record Windows(List<Convolution> windows) implements SequenceReader {
        public Windows {
            windows = List.copyOf(windows);
        }

        @Override
        public Tensor read(Tensor x, Tensor lengths, Tensor there, Pass pass) {
            var shown = x.times(there.cast(DType.F32));
            var largest = new ArrayList<Tensor>();
            for (var window : windows) {
                int missing = window.weight().size(0) - 1;
                var padded = shown.pad(1, missing, missing, 0); // a short text has a place for the window too
                largest.add(window.apply(padded, pass).relu().max(1)); // (batch, width)
            }
            return Tensor.concat(1, largest.toArray(Tensor[]::new));
        }
    }

    /**
     * Blocks of three convolutions over 7, 5 and 3 steps, each normed over all steps that are there, around each block a
     * way past (Wang, Yan & Oates 2017, "Time series classification from scratch", figure 1c), or without those.
     */
    record Blocks(List<Block> blocks) implements SequenceReader {
        public Blocks {
            blocks = List.copyOf(blocks);
        }

        static Blocks of(int in, int width, int count, boolean residual, Key key) {
            var blocks = new ArrayList<Block>();
            for (int i = 0; i < count; i++) {
                blocks.add(Block.of(i == 0 ? in : width, width, residual, key.at(i)));
            }
            return new Blocks(blocks);
        }

        @Override
        public Tensor read(Tensor x, Tensor lengths, Tensor there, Pass pass) {
            var mask = there.cast(DType.F32);
            var y = x;
            for (int i = 0; i < blocks.size(); i++) {
                y = blocks.get(i).apply(y, mask, pass.at(i));
            }
            return y;
        }
    }

    /**
     * One of {@link Blocks}.
     *
     * @param past brings x to the block's width
     */
    record Block(List<Convolution> convolutions, List<BatchNorm> norms, Optional<Convolution> past) {
        public Block {
            convolutions = List.copyOf(convolutions);
            norms = List.copyOf(norms);
        }

        static Block of(int in, int width, boolean residual, Key key) {
            var convolutions = new ArrayList<Convolution>();
            var norms = new ArrayList<BatchNorm>();
            int from = in;
            for (int size : new int[] {7, 5, 3}) {
                convolutions.add(Convolution.of(from, width, Window.of(size).withPadding(size / 2), key.at(size))
                        .withoutBias());
                norms.add(BatchNorm.of(width));
                from = width;
            }
            return new Block(
                    convolutions,
                    norms,
                    residual ? Optional.of(Convolution.of(in, width, Window.of(1), key.at("past"))) : Optional.empty());
        }

        /** Filling is 0 before each convolution, as what lies beyond the ends is. */
        Tensor apply(Tensor x, Tensor mask, Pass pass) {
            var shown = x.times(mask);
            var y = shown;
            for (int i = 0; i < convolutions.size(); i++) {
                y = norms.get(i).apply(convolutions.get(i).apply(y.times(mask), pass), pass);
                if (i < convolutions.size() - 1) {
                    y = y.relu();
                }
            }
            var body = y;
            return past.map(way -> body.plus(way.apply(shown, pass)))
                    .orElse(body)
                    .relu();
        }
    }
}
