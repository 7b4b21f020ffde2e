package hanshu.learn.supervised.task.model;

import hanshu.learn.supervised.task.input.Form;
import hanshu.learn.supervised.task.input.PictureForm;
import hanshu.learn.supervised.task.input.SeriesForm;
import hanshu.learn.supervised.task.input.TableForm;
import hanshu.learn.supervised.task.input.TextForm;
import hanshu.learn.supervised.task.input.Value;
import hanshu.learn.supervised.task.input.WordForm;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.tensor.DType;
import hanshu.tensor.Tensor;
import java.util.function.IntSupplier;

/** w of one input. */
sealed interface Weights {
    Tensor of(Value value);

    static Weights of(Form form, int width, IntSupplier features) {
        return switch (form) {
            case TextForm text -> new Bag(Tensor.zeros(text.tokens(), width), Tensor.zeros(Value.PAIRS, width));
            case WordForm words ->
                new Bag(
                        Tensor.zeros(words.words().size(), width),
                        Tensor.zeros(Math.max(1, words.pairs().size()), width));
            case PictureForm _, SeriesForm _, TableForm _ ->
                new Dense(new Linear(Tensor.zeros(features.getAsInt(), width), Tensor.zeros(width)));
        };
    }

    /** For numbers side by side. */
    record Dense(Linear line) implements Weights {
        @Override
        public Tensor of(Value value) {
            return line.apply(Features.of(value), Pass.evaluation());
        }
    }

    /**
     * For texts: the mean of a weight for each word or character, and for each two that follow each other, those in
     * {@link Value#PAIRS} classes by their hash (Weinberger et al. 2009).
     */
    record Bag(Tensor single, Tensor pair) implements Weights {
        @Override
        public Tensor of(Value value) {
            return switch (value) {
                case Value.Tokens(var numbers, var pairs, var lengths) ->
                    mean(single, numbers).plus(mean(pair, pairs));
                case Value.Words words -> mean(single, words.words()).plus(mean(pair, words.pairs()));
                case Value.Pixels _, Value.Steps _, Value.Columns _ ->
                    throw new IllegalArgumentException("numbers are not counted, see Dense");
            };
        }

        /** Number 0 fills up and does not count. */
        private static Tensor mean(Tensor table, Tensor numbers) {
            var counts = numbers.gt(0).cast(DType.F32).unsqueeze(2); // (batch, time, 1)
            var sum = table.take(0, numbers).times(counts).sum(1); // (batch, width)
            return sum.div(counts.sum(1).maximum(1).sqrt());
        }
    }
}
