package hanshu.learn.supervised.task.input;

import hanshu.data.Wording;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.nn.Dropout;
import hanshu.nn.Embedding;
import hanshu.nn.Pass;
import hanshu.tensor.Key;

/**
 * Makes a vector of a text: each token becomes a learned vector, and a network reads these in their order.
 *
 * @param embedding of tokens
 * @param dropout of the tokens' vectors
 */
record TextEncoder(Embedding embedding, Dropout dropout, SequenceEncoder network) implements Encoder {
    private static final int WIDTH = 128;
    private static final int OF_CHARACTER = 48;

    static TextEncoder of(EncoderConfig config, TextForm form, Key key) {
        int width = form.isSpelled() ? OF_CHARACTER : WIDTH;
        var embedding = Embedding.of(form.tokens(), width, key.at("embedding"));
        return new TextEncoder(
                new Embedding(embedding.table().times(0.25), embedding.padding()),
                new Dropout(Math.min(0.3, config.dropout())),
                SequenceEncoder.ofTokens(config, width, key.at("network")));
    }

    @Override
    public Encoded encode(Value value, Pass pass) {
        var tokens = (Value.Tokens) value;
        var vectors = dropout.apply(embedding.apply(tokens.numbers(), pass), pass.at("dropout"));
        return network.encode(new Value.Steps(vectors, tokens.lengths()), pass.at("network"));
    }

    @Override
    public int width() {
        return network.width();
    }

    @Override
    public int stepWidth() {
        return network.stepWidth();
    }

    @Override
    public Wording describe() {
        return network.describe();
    }
}
