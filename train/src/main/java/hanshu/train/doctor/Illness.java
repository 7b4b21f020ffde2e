package hanshu.train.doctor;

import hanshu.data.Wording;

/** What a training may suffer from, in the order of the chart: the data first, then training loss, then unseen data. */
@SuppressWarnings("ImmutableEnumChecker") // a wording is two strings
public enum Illness {
    DUPLICATES(
            Wording.of("the same rows on both sides of the split", "划分两边有相同的行"),
            Wording.of(
                    "Remove repeated rows before splitting, or split by what they belong to: the score on unseen rows is too good.",
                    "划分之前先去掉重复的行，或者按它们所属的东西来划分：现在未见行上的成绩偏好。")),
    LEAKAGE(
            Wording.of("a column that gives the answer away", "有一列泄露了答案"),
            Wording.of(
                    "Leave the column out, unless it is really known when the function is asked: the score is too good.",
                    "去掉这一列，除非真正使用函数时确实知道它：现在的成绩偏好。")),
    SHIFT(
            Wording.of("unseen rows are of another kind than those learned from", "未见的行与学习的行不是一类"),
            Wording.of(
                    "Learn from rows like those that will be asked for; or choose what is validated on from the new kind.",
                    "从与将来要问的行相似的行学习；或者从新的那一类里选验证行。")),
    WRONG_LOSS(
            Wording.of("a loss that does not fit the answers", "损失函数与答案不相配"),
            Wording.of(
                    "For classes give the loss logits and take cross-entropy; for numbers end in a linear layer and take squared error.",
                    "类别：把 logits 交给损失函数，用交叉熵；数：以线性层结尾，用平方误差。")),
    FROZEN(
            Wording.of("parts of θ that are not learned", "θ 的一部分没有学习"),
            Wording.of("Let them learn: what is frozen keeps the loss up.", "让它们也学习：冻结的部分使损失降不下来。")),
    BAD_START(
            Wording.of("a bad start of the weights", "权重的初始值不好"),
            Wording.of(
                    "Draw the weights anew, with a variance of 2/fan-in before ReLU and 1/fan-in otherwise, different for each unit.",
                    "重新抽取权重：ReLU 之前方差取 2/fan-in，其他取 1/fan-in，每个单元各不相同。")),
    DEAD_UNITS(
            Wording.of(
                    "dead ReLUs: units that are 0 for every row, and so never learn again",
                    "死掉的 ReLU：对每一行都是 0 的单元，再也学不了"),
            Wording.of(
                    "Draw weights and biases anew, take a smaller rate, or leaky ReLUs.",
                    "重新抽取权重和偏置，取更小的学习率，或用 leaky ReLU。")),
    UNSCALED_INPUTS(
            Wording.of("inputs of very different size", "各输入的大小相差悬殊"),
            Wording.of("Standardise each input: subtract its mean, divide by its deviation.", "把每个输入标准化：减去平均值，除以标准差。")),
    SMALL_BATCH_NORM(
            Wording.of("batch normalisation over too few rows", "批归一化所用的行太少"),
            Wording.of(
                    "Take batches of 16 rows or more, or layer or group normalisation.", "每批取 16 行或更多，或用层归一化、组归一化。")),
    STRONG_DECAY(
            Wording.of("too much weight decay", "权重衰减太强"),
            Wording.of("Take a tenth of the weight decay, or none.", "权重衰减取十分之一，或不用。")),
    EXPLODING(
            Wording.of("exploding gradients through time", "梯度沿时间爆炸"),
            Wording.of(
                    "Clip the gradient's length at 1; start recurrent weights orthogonal.", "把梯度的长度裁剪到 1；循环权重用正交初始化。")),
    VANISHING(
            Wording.of("gradients that vanish through time", "梯度沿时间消失"),
            Wording.of(
                    "Take a GRU or LSTM, start recurrent weights orthogonal, or show the network less of the past at once.",
                    "用 GRU 或 LSTM，循环权重用正交初始化，或让网络一次少看一些过去。")),
    RATE_TOO_LARGE(
            Wording.of("a learning rate that is too large", "学习率太大"),
            Wording.of("Take a smaller rate, or let it warm up.", "取更小的学习率，或先预热。")),
    RATE_TOO_SMALL(
            Wording.of("a learning rate that is too small", "学习率太小"), Wording.of("Take a larger rate.", "取更大的学习率。")),
    TOO_SHORT(Wording.of("too short a training", "训练太短"), Wording.of("Train on: more epochs.", "继续训练：更多轮。")),
    TOO_SMALL(
            Wording.of("a model that is too small", "模型太小"),
            Wording.of("Make the model wider or deeper.", "让模型更宽或更深。")),
    IMBALANCE(
            Wording.of("rare classes that are hardly ever named", "少见的类别几乎从不被说出"),
            Wording.of(
                    "Weigh the classes in the loss, draw rare ones more often, or move the threshold; judge by balanced accuracy.",
                    "在损失里给各类别加权，多抽少见的类别，或移动阈值；用平衡准确率来评判。")),
    LABEL_NOISE(
            Wording.of("wrong labels", "标签有错"),
            Wording.of(
                    "Look at the rows where the function is sure and the label says otherwise; smooth the labels.",
                    "查看函数有把握而标签另有说法的行；平滑标签。")),
    OVERFIT(
            Wording.of("overfitting: training rows are known by heart", "过拟合：训练行被死记住了"),
            Wording.of(
                    "Stop early, add weight decay or dropout, make the model smaller, or bring more rows.",
                    "早停，加权重衰减或 dropout，缩小模型，或拿来更多的行。")),
    NOTHING_LEARNED(
            Wording.of("nothing is learned, and nothing that was tried helps", "什么也没学到，试过的都不管用"),
            Wording.of(
                    "Look whether the answers belong to these rows, and whether the inputs tell anything of them.",
                    "看看答案是否属于这些行，输入是否说明了答案。")),
    HEALTHY(Wording.of("nothing", "没有问题"), Wording.of("Nothing that was tried does clearly better.", "试过的没有一样明显更好。"));

    private final Wording words;
    private final Wording remedy;

    Illness(Wording words, Wording remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    /** What it is, in a few words. */
    public Wording words() {
        return words;
    }

    /** What to do, in a sentence or two. */
    public Wording remedy() {
        return remedy;
    }
}
