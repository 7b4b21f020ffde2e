package hanshu.learn.supervised.task.output;

import hanshu.data.Wording;
import hanshu.data.text.TokenizerKind;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.config.InputConfig;
import hanshu.learn.supervised.task.config.OutputConfig;
import hanshu.learn.supervised.task.input.TextForm;
import hanshu.learn.supervised.translate.Pairs;
import hanshu.tensor.Tensor;
import hanshu.train.metric.Bleu;
import java.util.Arrays;
import java.util.List;

/**
 * A text, written after another that is read. A row is a text as code points, so that it is judged as people see it; the
 * network reads and writes the numbers of tokens, of one vocabulary.
 *
 * @param input that is read
 * @param texts how both are cut into tokens
 * @param cut how what is written is cut into words to be judged
 */
public record TextOutput(String input, TextForm texts, Bleu.Cut cut) implements OutputForm {
    /** Looks at what is read and what is to be written in some cases. */
    public static TextOutput fit(Given.Texts read, List<String> written, int[] rows, InputConfig config) {
        var chinese = TokenizerKind.suited(written) == TokenizerKind.CHARACTER;
        return new TextOutput(
                config.name(),
                TextForm.ofPairs(read.all(), written, rows, config),
                chinese ? Bleu.Cut.CHINESE : Bleu.Cut.WESTERN);
    }

    @Override
    public int width() {
        return texts.tokens();
    }

    @Override
    public double[][] truths(Cases cases, OutputConfig config) {
        return OutputForm.column(cases, config.column()).stream()
                .map(TextOutput::row)
                .toArray(double[][]::new);
    }

    public static double[] row(String text) {
        return text.strip().codePoints().asDoubleStream().toArray();
    }

    /** The text that a row is. */
    public static String text(double[] row) {
        var points = Arrays.stream(row).mapToInt(c -> (int) c).toArray();
        return new String(points, 0, points.length);
    }

    public static List<String> texts(double[][] rows) {
        return Arrays.stream(rows).map(TextOutput::text).toList();
    }

    @Override
    public Tensor target(double[][] truths, int[] rows, int from, int to) {
        return Pairs.ended(Arrays.stream(rows, from, to)
                .mapToObj(row -> texts.numbers(text(truths[row])))
                .toList());
    }

    /** The text of the tokens that were written. */
    @Override
    public double[] units(double[] tokens) {
        return row(texts.text(Arrays.stream(tokens).mapToInt(t -> (int) t).toArray()));
    }

    @Override
    public List<Wording> notices(double[][] truths) {
        return texts.cutOff(TextOutput.texts(truths).stream().map(texts::whole).toList());
    }

    @Override
    public String describe() {
        return "a text of up to %d %s, judged by BLEU (%s) and chrF"
                .formatted(texts.most(), texts.words(), cut == Bleu.Cut.CHINESE ? "zh" : "13a");
    }
}
