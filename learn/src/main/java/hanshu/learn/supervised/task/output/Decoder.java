package hanshu.learn.supervised.task.output;

import hanshu.data.Wording;
import hanshu.learn.supervised.task.config.OutputConfig;
import hanshu.learn.supervised.task.config.OutputConfig.LossKind;
import hanshu.learn.supervised.task.input.Encoded;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.loss.BinaryCrossEntropy;
import hanshu.nn.loss.CrossEntropy;
import hanshu.nn.loss.Huber;
import hanshu.nn.loss.Loss;
import hanshu.nn.loss.Mae;
import hanshu.nn.loss.Mse;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Turns what was encoded into an answer, and owns the loss of it. */
public sealed interface Decoder permits Decoder.OfVector, TagDecoder, TextDecoder {
    /** The input whose steps it answers from; others answer from the vector of all inputs. */
    default Optional<String> reads() {
        return Optional.empty();
    }

    /** How many scores there are of a case, or of a step. */
    int width();

    /** What the loss is called. */
    Wording loss();

    /**
     * Logits, or standardised numbers.
     *
     * @param target the truth, where it is known: what writes a sequence is shown it while it learns
     */
    Scores scores(Encoded seen, Optional<Tensor> target, Pass pass);

    /** The loss of what {@link #scores} gives. */
    Tensor loss(Scores scores, Tensor target, boolean training);

    /** Targets that can be mixed: (batch, width). */
    default Tensor shares(Tensor target) {
        return target;
    }

    /** What the mean over several views of a case is taken of: probabilities, or standardised numbers. */
    Scores answers(Scores scores);

    /** The answers as a row of numbers for each case, which {@link OutputForm#units} makes like the truth. */
    double[][] rows(Scores answers);

    /**
     * A new one.
     *
     * @param in how many numbers the vector has, or the state of a step
     */
    static Decoder of(OutputForm form, OutputConfig config, int in, double smoothing, Key key) {
        return switch (form) {
            case OutputForm.OneClass c -> new OneClass(Linear.of(in, form.width(), key), smoothing);
            case OutputForm.Classes c -> new Classes(Linear.of(in, form.width(), key));
            case OutputForm.Numbers n -> new Numbers(Linear.of(in, form.width(), key), config.loss());
            case TagForm tags -> TagDecoder.of(tags, in, key);
            case TextOutput text -> throw new IllegalStateException("a text is written by what reads another");
        };
    }

    /** Answers from the vector, by a linear function: (batch, in) → (batch, width). */
    sealed interface OfVector extends Decoder {
        Linear head();

        @Override
        default int width() {
            return head().weight().size(1);
        }

        @Override
        default Scores scores(Encoded seen, Optional<Tensor> target, Pass pass) {
            return Scores.of(head().apply(seen.vector(), pass));
        }

        @Override
        default double[][] rows(Scores answers) {
            var values = answers.values().toDoubles();
            int width = width();
            return IntStream.range(0, values.length / width)
                    .mapToObj(i -> Arrays.copyOfRange(values, i * width, (i + 1) * width))
                    .toArray(double[][]::new);
        }
    }

    /**
     * One class of several: p = softmax(x·W + b).
     *
     * @param smoothing how much of the target training spreads over all classes
     */
    record OneClass(Linear head, double smoothing) implements OfVector {
        @Override
        public Wording loss() {
            return Wording.of("cross-entropy", "交叉熵");
        }

        @Override
        public Tensor loss(Scores scores, Tensor target, boolean training) {
            var logits = scores.values();
            double spread = training ? smoothing : 0;
            if (target.rank() == 1) {
                return new CrossEntropy(spread).of(logits, target);
            }
            var shares = target.times(1 - spread).plus(spread / target.size(1)); // of classes that were mixed
            return logits.logSoftmax(-1).times(shares).sum(-1).mean().neg();
        }

        @Override
        public Tensor shares(Tensor target) {
            return target.oneHot(width()).cast(DType.F32);
        }

        @Override
        public Scores answers(Scores scores) {
            return scores.with(scores.values().softmax(-1));
        }
    }

    /** Any of several classes: p = σ(x·W + b) for each. */
    record Classes(Linear head) implements OfVector {
        @Override
        public Wording loss() {
            return Wording.of("binary cross-entropy", "二元交叉熵");
        }

        @Override
        public Tensor loss(Scores scores, Tensor target, boolean training) {
            return new BinaryCrossEntropy().of(scores.values(), target);
        }

        @Override
        public Scores answers(Scores scores) {
            return scores.with(scores.values().sigmoid());
        }
    }

    /** Numbers: x·W + b. */
    record Numbers(Linear head, LossKind kind) implements OfVector {
        private Loss function() {
            return switch (kind) {
                case MAE -> new Mae();
                case HUBER -> new Huber(1);
                case AUTO, MSE, CROSS_ENTROPY -> new Mse();
            };
        }

        @Override
        public Wording loss() {
            return switch (kind) {
                case MAE -> Wording.of("absolute error, standardised", "标准化后的绝对误差");
                case HUBER -> Wording.of("Huber's loss, standardised", "标准化后的 Huber 损失");
                case AUTO, MSE, CROSS_ENTROPY -> Wording.of("squared error, standardised", "标准化后的平方误差");
            };
        }

        @Override
        public Tensor loss(Scores scores, Tensor target, boolean training) {
            return function().of(scores.values(), target);
        }

        @Override
        public Scores answers(Scores scores) {
            return scores;
        }
    }
}
