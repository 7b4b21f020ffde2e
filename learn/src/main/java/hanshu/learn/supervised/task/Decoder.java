package hanshu.learn.supervised.task;

import hanshu.learn.supervised.task.OutputConfig.LossKind;
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

/** Turns a vector into an answer, and owns the loss of it. */
sealed interface Decoder {
    Linear head();

    /** What the loss is called. */
    String loss();

    /** The loss of what {@link #scores} gives. */
    Tensor loss(Tensor scores, Tensor target, boolean training);

    /** Targets that can be mixed: (batch, width). */
    default Tensor shares(Tensor target) {
        return target;
    }

    /** Probabilities, or standardised numbers: (batch, width). */
    Tensor answers(Tensor scores);

    /** Logits, or standardised numbers: (batch, width). */
    default Tensor scores(Tensor vector, Pass pass) {
        return head().apply(vector, pass);
    }

    static Decoder of(OutputForm form, OutputConfig config, int in, double smoothing, Key key) {
        var head = Linear.of(in, form.width(), key);
        return switch (form) {
            case OutputForm.OneClass c -> new OneClass(head, smoothing);
            case OutputForm.Classes c -> new Classes(head);
            case OutputForm.Numbers n -> new Numbers(head, config.loss());
        };
    }

    /**
     * One class of several: p = softmax(x·W + b).
     *
     * @param smoothing how much of the target training spreads over all classes
     */
    record OneClass(Linear head, double smoothing) implements Decoder {
        @Override
        public String loss() {
            return "cross-entropy";
        }

        @Override
        public Tensor loss(Tensor scores, Tensor target, boolean training) {
            double spread = training ? smoothing : 0;
            if (target.rank() == 1) {
                return new CrossEntropy(spread).of(scores, target);
            }
            var shares = target.times(1 - spread).plus(spread / target.size(1)); // of classes that were mixed
            return scores.logSoftmax(-1).times(shares).sum(-1).mean().neg();
        }

        @Override
        public Tensor shares(Tensor target) {
            return target.oneHot(head.weight().size(1)).cast(DType.F32);
        }

        @Override
        public Tensor answers(Tensor scores) {
            return scores.softmax(-1);
        }
    }

    /** Any of several classes: p = σ(x·W + b) for each. */
    record Classes(Linear head) implements Decoder {
        @Override
        public String loss() {
            return "binary cross-entropy";
        }

        @Override
        public Tensor loss(Tensor scores, Tensor target, boolean training) {
            return new BinaryCrossEntropy().of(scores, target);
        }

        @Override
        public Tensor answers(Tensor scores) {
            return scores.sigmoid();
        }
    }

    /** Numbers: x·W + b. */
    record Numbers(Linear head, LossKind kind) implements Decoder {
        private Loss function() {
            return switch (kind) {
                case MAE -> new Mae();
                case HUBER -> new Huber(1);
                case AUTO, MSE, CROSS_ENTROPY -> new Mse();
            };
        }

        @Override
        public String loss() {
            return switch (kind) {
                case MAE -> "absolute error, standardised";
                case HUBER -> "Huber's loss, standardised";
                case AUTO, MSE, CROSS_ENTROPY -> "squared error, standardised";
            };
        }

        @Override
        public Tensor loss(Tensor scores, Tensor target, boolean training) {
            return function().of(scores, target);
        }

        @Override
        public Tensor answers(Tensor scores) {
            return scores;
        }
    }
}
