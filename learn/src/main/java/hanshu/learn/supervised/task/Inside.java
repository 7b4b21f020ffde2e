package hanshu.learn.supervised.task;

import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.input.Value;
import hanshu.learn.supervised.task.model.Part;
import hanshu.learn.supervised.task.model.TaskBatch;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.tensor.Gradients;
import hanshu.tensor.Op;
import hanshu.tensor.Tensor;
import hanshu.train.Graph;
import hanshu.train.report.ComputationTable;
import hanshu.train.report.Language;
import hanshu.train.report.Section;
import hanshu.train.report.Section.Exhibit;
import hanshu.train.report.Section.Exhibits;
import hanshu.train.report.SignedPicture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What goes on in a network while it answers one case, read off the graph of its answer: the computation step by step with
 * its shapes, what each channel of a picture sees, states over time, attention, and how each pixel moves the answer (the
 * slope of its score, Simonyan, Vedaldi & Zisserman 2013).
 */
public final class Inside {
    private static final int MOST_CHANNELS = 16;
    private static final int MOST_LAYERS = 6;
    private static final int MOST_HEADS = 12;
    private static final int MOST_UNITS = 64;

    private final Language language;
    private final List<Tensor> nodes;

    private Inside(List<Tensor> nodes, Language language) {
        this.nodes = nodes;
        this.language = language;
    }

    /** For a page. */
    public static List<Section> of(TaskFunction function, Cases cases, Language language) {
        var batch = Part.of(cases, function.forms(), function.config(), false)
                .batch(new int[] {0}, 0, 1)
                .asked();
        var inputs = new LinkedHashMap<String, Value>(batch.inputs());
        var pictures = new LinkedHashMap<String, Tensor>();
        inputs.replaceAll((name, value) -> {
            if (value instanceof Value.Pixels(var pixels)) {
                var tracked = pixels.tracked();
                pictures.put(name, tracked);
                return new Value.Pixels(tracked);
            }
            return value;
        });
        var like = function.model();
        var model = Params.of(like).in(like);
        var scores = model.scores(new TaskBatch(inputs, Map.of(), 1), Pass.evaluation());
        var answer = scores.values().iterator().next().values();
        var sections = new ArrayList<Section>();
        var inside = new Inside(Graph.nodes(answer), language);
        if (!pictures.isEmpty() && answer.rank() == 2) {
            sections.add(inside.slopes(answer, pictures));
        }
        sections.addAll(inside.channels());
        sections.addAll(inside.states());
        sections.addAll(inside.attention());
        sections.add(ComputationTable.of(inside.nodes, language));
        return sections;
    }

    private String say(String english, String chinese) {
        return language.say(english, chinese);
    }

    /** The slope of the largest score by each pixel, its channels together. */
    private Section slopes(Tensor answer, Map<String, Tensor> pictures) {
        var slopes = Gradients.grad(answer.max(), List.copyOf(pictures.values()));
        var names = List.copyOf(pictures.keySet());
        return new Exhibits(
                say(
                        "How each pixel moves the answer: orange speaks for it where it is bright, blue where it is dark",
                        "每个像素怎样影响答案：橙色处越亮越支持，蓝色处越暗越支持"),
                IntStream.range(0, names.size())
                        .mapToObj(i -> {
                            var map = slopes.get(i).sum(3); // (1, height, width)
                            return Exhibit.of(
                                    names.get(i),
                                    say("∂ score / ∂ pixel", "∂ 得分 / ∂ 像素"),
                                    SignedPicture.of(map.toDoubles(), map.size(1), map.size(2)));
                        })
                        .toList());
    }

    /** What each channel sees: behind ReLUs, or convolutions where there are none. */
    private List<Section> channels() {
        var bent = nodes.stream()
                .filter(node -> node.op().filter(Op.Unary.RELU::equals).isPresent() && isPicture(node))
                .toList();
        var shown = bent.isEmpty()
                ? nodes.stream()
                        .filter(node ->
                                node.op().filter(Op.Convolve.class::isInstance).isPresent() && isPicture(node))
                        .toList()
                : bent;
        return shown.stream()
                .limit(MOST_LAYERS)
                .<Section>map(node -> new Exhibits(
                        say("What the channels after %s see, %s", "%s 之后各通道所见，%s")
                                .formatted(Graph.layer(node), node.shape()),
                        IntStream.range(0, Math.min(MOST_CHANNELS, node.size(3)))
                                .mapToObj(channel -> Exhibit.of(
                                        say("channel ", "通道 ") + (channel + 1),
                                        "",
                                        SignedPicture.of(
                                                node.slice(3, channel, channel + 1)
                                                        .toDoubles(),
                                                node.size(1),
                                                node.size(2))))
                                .toList()))
                .toList();
    }

    private static boolean isPicture(Tensor node) {
        return node.rank() == 4 && node.size(0) == 1 && node.size(1) > 1 && node.size(2) > 1;
    }

    /** Hidden states over time: a column for each step, a row for each unit. */
    private List<Section> states() {
        var found = new ArrayList<Exhibit>();
        for (var node : nodes) {
            var op = node.op().orElse(null);
            if (op instanceof Op.Lstm || op instanceof Op.Gru) {
                var h = op instanceof Op.Lstm
                        ? node.slice(0, 0, 1).reshape(node.size(1), node.size(2), node.size(3))
                        : node;
                int units = Math.min(MOST_UNITS, h.size(2));
                var byUnit = h.slice(1, 0, 1)
                        .reshape(h.size(0), h.size(2))
                        .transpose()
                        .slice(0, 0, units);
                found.add(Exhibit.of(
                        "%s (%s)".formatted(Graph.layer(node), op instanceof Op.Lstm ? "LSTM" : "GRU"),
                        say("%d steps, %d of %d units", "%d 步，%d / %d 个单元").formatted(h.size(0), units, h.size(2)),
                        SignedPicture.of(byUnit.toDoubles(), units, h.size(0))));
            }
        }
        return found.isEmpty()
                ? List.of()
                : List.of(new Exhibits(
                        say(
                                "The hidden state over time: a column for each step, a row for each unit",
                                "隐藏状态随时间的变化：每步一列，每个单元一行"),
                        found));
    }

    /** Where each place looks: a row for each place that asks, a column for each that is looked at. */
    private List<Section> attention() {
        var found = new ArrayList<Exhibit>();
        for (var node : nodes) {
            boolean isAttention = node.op().filter(Op.Softmax.class::isInstance).isPresent()
                    && node.rank() >= 4 // (batch, heads…, places, places)
                    && node.size(0) == 1
                    && node.size(-1) > 1;
            if (isAttention && found.size() < MOST_HEADS * MOST_LAYERS) {
                int asking = node.size(-2);
                int asked = node.size(-1);
                var all = node.toDoubles();
                for (int head = 0; head < Math.min(MOST_HEADS, all.length / (asking * asked)); head++) {
                    found.add(Exhibit.of(
                            say("%s, head %d", "%s，头 %d").formatted(Graph.layer(node), head + 1),
                            "%d × %d".formatted(asking, asked),
                            SignedPicture.of(
                                    Arrays.copyOfRange(all, head * asking * asked, (head + 1) * asking * asked),
                                    asking,
                                    asked)));
                }
            }
        }
        return found.isEmpty()
                ? List.of()
                : List.of(new Exhibits(
                        say(
                                "Attention: each row is a place that asks, each column one that is looked at",
                                "注意力：每行是提问的位置，每列是被看的位置"),
                        found));
    }
}
