package hanshu.learn.supervised.language;

import hanshu.data.text.TokenizerKind;
import hanshu.tensor.Key;
import hanshu.train.config.ConfigException;

/**
 * Everything that decides how a language is learned. {@link #DEFAULTS} needs no tuning: what is 0 is chosen by looking at
 * the text.
 *
 * @param architecture what reads the text
 * @param tokenizer what the text is cut into
 * @param vocabulary how many tokens there are at most
 * @param context how many tokens are seen at once; less where the text is short
 * @param layers of the network
 * @param heads of each attention; they divide the width
 * @param width of a token's vector, and of what an LSTM remembers
 * @param dropout in training
 * @param batch windows of the text in a step
 * @param steps of AdamW; 0 is chosen
 * @param rate its largest learning rate; 0 is chosen
 * @param decay its weight decay, of matrices
 * @param validation the share of the text that decides which steps are kept
 * @param test the share of the text, its end, that is tested on
 * @param seed of everything random: the same seed and text give the same bits
 */
public record LanguageConfig(
        Architecture architecture,
        TokenizerKind tokenizer,
        int vocabulary,
        int context,
        int layers,
        int heads,
        int width,
        double dropout,
        int batch,
        int steps,
        double rate,
        double decay,
        double validation,
        double test,
        long seed) {
    /** What can read a text. */
    public enum Architecture {
        /** A Transformer that sees what came before. */
        GPT,
        /** Long short-term memory. */
        LSTM
    }

    /** nanoGPT's setting for a CPU, on characters. */
    public static final LanguageConfig DEFAULTS = new LanguageConfig(
            Architecture.GPT, TokenizerKind.CHARACTER, 8000, 64, 4, 4, 128, 0, 12, 0, 0, 0.1, 0.05, 0.05, 0);

    public LanguageConfig {
        if (vocabulary < 5 || context < 2 || layers < 1 || heads < 1 || width < 1 || batch < 1 || steps < 0) {
            throw new ConfigException(
                    ("a language model needs a vocabulary of 5 or more, a context of 2 or more, layers, heads, width"
                                    + " and batch of 1 or more and steps of 0 or more, got %d, %d, %d, %d, %d, %d and %d")
                            .formatted(vocabulary, context, layers, heads, width, batch, steps));
        }
        if (architecture == Architecture.GPT && width % heads != 0) {
            throw new ConfigException("heads: %d do not divide the width, %d".formatted(heads, width));
        }
        if (!(rate >= 0) || !(decay >= 0) || !(dropout >= 0 && dropout < 1)) {
            throw new ConfigException("rate and decay are 0 or more, dropout from 0 to below 1, got %s, %s and %s"
                    .formatted(rate, decay, dropout));
        }
        if (!(validation > 0) || !(test > 0) || validation + test >= 1) {
            throw new ConfigException("validation and test are shares above 0, below 1 together, got %s and %s"
                    .formatted(validation, test));
        }
    }

    LanguageConfig settled(int tokens, int mostContext) {
        int seen = Math.min(context, mostContext);
        int enough = Math.clamp(10L * tokens / ((long) batch * seen), 200, 2000);
        return new LanguageConfig(
                architecture,
                tokenizer,
                vocabulary,
                seen,
                layers,
                heads,
                width,
                dropout,
                batch,
                steps > 0 ? steps : enough,
                rate > 0 ? rate : 3e-3,
                decay,
                validation,
                test,
                seed);
    }

    LanguageConfig with(double otherRate, int otherSteps, int otherWidth, double otherDecay) {
        return new LanguageConfig(
                architecture,
                tokenizer,
                vocabulary,
                context,
                layers,
                heads,
                otherWidth,
                dropout,
                batch,
                otherSteps,
                otherRate,
                otherDecay,
                validation,
                test,
                seed);
    }

    /** The network for so many tokens, drawn from the seed. */
    LanguageModel<?> model(int tokens) {
        var key = Key.of(seed).at("network");
        return switch (architecture) {
            case GPT -> Gpt.of(new Gpt.Config(tokens, context, layers, heads, width, dropout, true), key);
            case LSTM -> LstmLanguageModel.of(tokens, context, width, width, layers, dropout, key);
        };
    }
}
