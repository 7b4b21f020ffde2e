package hanshu.workbench.page;

import hanshu.nn.io.SafeTensors;
import hanshu.tensor.Tensor;
import hanshu.train.metric.Digits;
import hanshu.train.report.BarChart;
import hanshu.train.report.Language;
import hanshu.train.report.Section;
import hanshu.train.report.Section.Beside;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Exhibit;
import hanshu.train.report.Section.Exhibits;
import hanshu.train.report.Section.Figure;
import hanshu.train.report.Section.Figures;
import hanshu.train.report.Section.Paragraph;
import hanshu.train.report.SignedPicture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a model is made of: the parts of θ with their shapes, how their numbers spread, and how they look. */
final class InsideSections {
    /** More columns or rows of a matrix are averaged into so many: tensors are never sent whole. */
    private static final int MOST_PIXELS = 96;

    private static final int MOST_PICTURES = 24;
    private static final int MOST_FILTERS = 32;
    private static final int MOST_HISTOGRAMS = 8;
    private static final int RANGES = 40;

    private final Map<String, Tensor> parts;
    private final Language language;

    private InsideSections(Map<String, Tensor> parts, Language language) {
        this.parts = parts;
        this.language = language;
    }

    static List<Section> of(Path model, Language language) {
        return new InsideSections(answering(SafeTensors.read(model).tensors()), language).sections();
    }

    /** A table's file also holds the line that the network was compared with. */
    private static Map<String, Tensor> answering(Map<String, Tensor> all) {
        var parts = new LinkedHashMap<>(all);
        if (all.keySet().stream().anyMatch(name -> name.startsWith("models."))) {
            parts.keySet().removeIf(name -> name.startsWith("linear."));
        }
        return parts;
    }

    private List<Section> sections() {
        long count = parts.values().stream().mapToLong(Tensor::count).sum();
        var sections = new ArrayList<Section>();
        sections.add(new Figures(List.of(
                new Figure(Digits.of(count), language.say("numbers in θ", "θ 中的数"), "", true),
                new Figure(Digits.of((long) parts.size()), language.say("parts", "部分"), "", false))));
        sections.add(theta());
        var filters = filters();
        if (!filters.isEmpty()) {
            sections.add(new Exhibits(
                    language.say(
                            "What the first filters look for: orange counts for, blue against",
                            "最前面的滤波器在找什么：橙色为正，蓝色为负"),
                    filters));
        }
        var matrices = matrices();
        if (!matrices.isEmpty()) {
            sections.add(new Exhibits(
                    language.say(
                            "Matrices, a row of pixels for each input: orange is above 0, blue below",
                            "矩阵，每个输入一行像素：橙色大于 0，蓝色小于 0"),
                    matrices));
        }
        sections.add(new Paragraph(language.say("How the weights spread:", "权重的分布：")));
        sections.add(new Beside(parts.entrySet().stream()
                .filter(part -> part.getValue().rank() > 1)
                .limit(MOST_HISTOGRAMS)
                .<Section>map(part -> BarChart.ofNumbers(
                                part.getKey(),
                                language.say("a histogram of " + part.getKey(), part.getKey() + " 的直方图"),
                                "",
                                part.getValue().toDoubles(),
                                RANGES)
                        .chart())
                .toList()));
        return sections;
    }

    private DataTable theta() {
        return DataTable.of(
                language.say("The parts of θ", "θ 的各部分"),
                List.of(
                        Column.text(language.say("part", "部分")),
                        Column.text(language.say("shape", "形状")),
                        Column.number(language.say("numbers", "个数")),
                        Column.number(language.say("mean", "平均")),
                        Column.number(language.say("deviation", "标准差")),
                        Column.number(language.say("largest", "最大绝对值"))),
                parts.entrySet().stream()
                        .map(part -> row(part.getKey(), part.getValue()))
                        .toList());
    }

    private static List<String> row(String name, Tensor tensor) {
        var values = tensor.toDoubles();
        double mean = Arrays.stream(values).average().orElse(0);
        double square = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        double most = Arrays.stream(values).map(Math::abs).max().orElse(0);
        return List.of(
                name,
                tensor.shape().toString(),
                Digits.of((long) tensor.count()),
                Digits.of(mean),
                Digits.of(Math.sqrt(square)),
                Digits.of(most));
    }

    /** Of the first convolution over pictures: (out, in, height, width), the mean over in. */
    private List<Exhibit> filters() {
        return parts.entrySet().stream()
                .filter(part -> part.getValue().rank() == 4
                        && part.getValue().size(2) > 1
                        && part.getValue().size(3) > 1)
                .findFirst()
                .map(part -> {
                    var mean = part.getValue().mean(1); // (out, height, width)
                    int height = mean.size(1);
                    int width = mean.size(2);
                    var all = mean.toDoubles();
                    return IntStream.range(0, Math.min(MOST_FILTERS, mean.size(0)))
                            .mapToObj(i -> Exhibit.of(
                                    part.getKey() + " " + (i + 1),
                                    "",
                                    SignedPicture.of(
                                            Arrays.copyOfRange(all, i * height * width, (i + 1) * height * width),
                                            height,
                                            width)))
                            .toList();
                })
                .orElse(List.of());
    }

    private List<Exhibit> matrices() {
        return parts.entrySet().stream()
                .filter(part -> part.getValue().rank() == 2
                        && part.getValue().size(0) > 1
                        && part.getValue().size(1) > 1)
                .limit(MOST_PICTURES)
                .map(part -> {
                    int rows = part.getValue().size(0);
                    int columns = part.getValue().size(1);
                    int fewerRows = Math.min(rows, MOST_PIXELS);
                    int fewerColumns = Math.min(columns, MOST_PIXELS);
                    return Exhibit.of(
                            part.getKey(),
                            part.getValue().shape().toString(),
                            SignedPicture.of(
                                    averaged(part.getValue().toDoubles(), rows, columns, fewerRows, fewerColumns),
                                    fewerRows,
                                    fewerColumns));
                })
                .toList();
    }

    private static double[] averaged(double[] values, int rows, int columns, int fewerRows, int fewerColumns) {
        var sums = new double[fewerRows * fewerColumns];
        var counts = new int[sums.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int cell = (int) ((long) row * fewerRows / rows) * fewerColumns
                        + (int) ((long) column * fewerColumns / columns);
                sums[cell] += values[row * columns + column];
                counts[cell]++;
            }
        }
        for (int cell = 0; cell < sums.length; cell++) {
            sums[cell] /= Math.max(1, counts[cell]);
        }
        return sums;
    }
}
