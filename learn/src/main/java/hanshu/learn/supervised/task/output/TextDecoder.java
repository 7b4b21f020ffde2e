package hanshu.learn.supervised.task.output;

import hanshu.data.Wording;
import hanshu.data.text.PaddedSequences;
import hanshu.learn.supervised.generate.Beam;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.input.Encoded;
import hanshu.learn.supervised.translate.EncoderDecoder;
import hanshu.learn.supervised.translate.GruTranslator;
import hanshu.learn.supervised.translate.Pairs;
import hanshu.learn.supervised.translate.TransformerTranslator;
import hanshu.nn.Pass;
import hanshu.nn.attention.TransformerConfig;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.config.ConfigException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes a text after another, token by token: with the true beginning before its eyes while it learns, by a beam when it
 * answers.
 *
 * @param source the input that is read
 * @param width how many tokens there are
 * @param smoothing how much of each target training spreads over all tokens
 * @param own how often it goes on from its own tokens in training, see {@link EncoderDecoder#logits}
 */
public record TextDecoder(
        String source, EncoderDecoder<?> translator, int width, double smoothing, double own, Beam beam)
        implements Decoder {
    /** A new one, as large as the configuration says of what reads. */
    public static TextDecoder of(TextOutput form, TaskConfig config, Key key) {
        var size = config.input(form.input()).encoder();
        var how = config.mainOutput().writing();
        int tokens = form.width();
        boolean isGru = size.type() == EncoderConfig.Type.GRU;
        if (how.own() > 0 && !isGru) {
            throw new ConfigException(
                    "writing: own is for a gru; a transformer scores all tokens at once, before it has any of its own");
        }
        var translator = isGru
                ? GruTranslator.of(tokens, size.width(), size.width(), size.dropout(), key)
                : TransformerTranslator.of(
                        tokens,
                        size.layers(),
                        TransformerConfig.of(size.width(), size.heads(), 4 * size.width())
                                .withNormFirst()
                                .withDropout(size.dropout()),
                        key);
        var beam = new Beam(how.beam(), how.lengthPenalty(), form.texts().most());
        return new TextDecoder(
                form.input(), translator, tokens, config.training().smoothing(), 0, beam);
    }

    /** The same in training, where it goes on from its own tokens as often as is said. */
    public TextDecoder withOwn(double often) {
        return new TextDecoder(source, translator, width, smoothing, often, beam);
    }

    /** The same with another beam. */
    public TextDecoder withBeam(int wide) {
        var other = new Beam(wide, beam.alpha(), beam.most());
        return new TextDecoder(source, translator, width, smoothing, own, other);
    }

    @Override
    public Optional<String> reads() {
        return Optional.of(source);
    }

    @Override
    public Wording loss() {
        return Wording.of("cross-entropy of each token", "每个词元的交叉熵");
    }

    /**
     * The scores of each next token, (batch, time, tokens), after what is true; where that is not known the numbers of
     * the tokens that are written, (batch, time).
     */
    @Override
    public Scores scores(Encoded seen, Optional<Tensor> target, Pass pass) {
        var read = seen.states();
        return Scores.of(target.map(after -> {
                    var sentences = Pairs.Source.of(read.steps(), read.lengths());
                    return translator.logits(Pairs.of(sentences, after), own, pass);
                })
                .orElseGet(() -> written(read)));
    }

    private Tensor written(Encoded.States read) {
        var lengths = read.lengths().toLongs();
        var texts = new ArrayList<int[]>();
        for (int i = 0; i < lengths.length; i++) {
            var open = read.steps().slice(0, i, i + 1).slice(1, 0, (int) lengths[i]);
            var one = Pairs.Source.of(open, read.lengths().slice(0, i, i + 1));
            texts.add(translator.translate(one, beam).stream()
                    .mapToInt(token -> token)
                    .toArray());
        }
        return PaddedSequences.of(texts, Pairs.PADDING).ids();
    }

    @Override
    public Tensor loss(Scores scores, Tensor target, boolean training) {
        return EncoderDecoder.loss(scores.values(), target, training ? smoothing : 0);
    }

    @Override
    public Scores answers(Scores scores) {
        return scores;
    }

    @Override
    public double[][] rows(Scores answers) {
        var tokens = answers.values();
        int time = tokens.size(1);
        var all = tokens.toLongs();
        return IntStream.range(0, tokens.size(0))
                .mapToObj(i -> Arrays.stream(all, i * time, (i + 1) * time)
                        .filter(token -> token != Pairs.PADDING)
                        .asDoubleStream()
                        .toArray())
                .toArray(double[][]::new);
    }
}
