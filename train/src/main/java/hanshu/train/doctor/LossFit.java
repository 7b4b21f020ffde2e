package hanshu.train.doctor;

import hanshu.data.Wording;
import hanshu.nn.Params;
import hanshu.tensor.Op;
import hanshu.tensor.Tensor;
import hanshu.train.Graph;
import java.util.Optional;

/**
 * Whether a loss fits what the model answers, read off the graph.
 *
 * @param words what does not fit
 */
record LossFit(Wording words) {

    /** Empty where nothing is odd. */
    static <M, B> Optional<LossFit> of(Trial<M, B> trial, int classes) {
        M model = trial.firstModel();
        var patient = trial.patient();
        var params = Params.of(model);
        var answers = patient.answers(params.in(model), Trial.probe(patient));
        var graph = Graph.nodes(trial.trackedLoss(model));
        if (graph.stream().anyMatch(LossFit::isTwice)) {
            return Optional.of(new LossFit(Wording.of(
                    "softmax is applied twice: the model ends in one, and cross-entropy has one of its own",
                    "用了两次 softmax：模型以它结尾，交叉熵自己又有一个")));
        }
        if (classes > 1 && graph.stream().noneMatch(LossFit::isOfClasses)) {
            return Optional.of(new LossFit(Wording.of(
                            "the answer is one of %d classes, but the loss takes its number for a quantity",
                            "答案是 %d 个类别之一，损失却把它的编号当作数量")
                    .with(classes)));
        }
        if (classes > 0) {
            return Optional.empty();
        }
        return last(answers).flatMap(op -> patient.trainRows().flatMap(rows -> outside(op, rows)));
    }

    private static boolean isTwice(Tensor node) {
        return node.op().filter(Op.LogSoftmax.class::isInstance).isPresent()
                && last(node.inputs().getFirst())
                        .filter(Op.Softmax.class::isInstance)
                        .isPresent();
    }

    private static boolean isOfClasses(Tensor node) {
        return node.op()
                .filter(op -> op instanceof Op.LogSoftmax
                        || op == Op.Unary.LOG
                        || op == Op.Unary.SOFTPLUS
                        || op == Op.Unary.LOG1P)
                .isPresent();
    }

    /** What made the numbers, whatever their shape. */
    private static Optional<Op> last(Tensor node) {
        var at = node;
        while (at.op().isPresent() && at.op().get() instanceof Op.Reshape) {
            at = at.inputs().getFirst();
        }
        return at.op();
    }

    private static Optional<LossFit> outside(Op op, Rows rows) {
        double low = op == Op.Unary.TANH ? -1 : 0;
        double high = op == Op.Unary.RELU ? Double.POSITIVE_INFINITY : 1;
        if (op != Op.Unary.TANH && op != Op.Unary.SIGMOID && op != Op.Unary.RELU && !(op instanceof Op.Softmax)) {
            return Optional.empty();
        }
        int count = 0;
        for (double y : rows.y()) {
            count += y < low || y > high ? 1 : 0;
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(new LossFit(Wording.of(
                                "the model ends in %s, which gives %s, but %d of %d answers lie outside",
                                "模型以 %1$s 结尾，它给出%2$s，但 %4$d 个答案中有 %3$d 个在此之外")
                        .with(
                                op,
                                high == 1
                                        ? Wording.of("numbers from %.0f to 1", " %.0f 到 1 的数")
                                                .with(low)
                                        : Wording.of("no number below 0", "不小于 0 的数"),
                                count,
                                rows.count())));
    }
}
