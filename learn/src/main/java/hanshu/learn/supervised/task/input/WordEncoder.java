package hanshu.learn.supervised.task.input;

import hanshu.data.Wording;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.nn.Dropout;
import hanshu.nn.Embedding;
import hanshu.nn.Pass;
import hanshu.nn.conv.Convolution;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import java.util.Optional;

/**
 * Says of each word what it is, from its letters and from the words around it (Ma & Hovy 2016, section 2):
 *
 * <pre>
 *   letters  l = relu(max over places of K * C[letters])      a convolution finds prefixes, endings, capitals, digits
 *   word     h = network of [E[word], l, P[word and the one behind it]]
 * </pre>
 *
 * @param words E: (words, width), 0 is padding
 * @param letters C: (letters, width), 0 is padding
 * @param pairs P: (pairs, width), 0 is padding; for scripts whose words are characters (Zhang & Yang 2018, section 3.1)
 * @param filters K, over three letters at a time
 * @param dropout of what goes into the network
 * @param network over the words, an LSTM both ways unless another is asked for
 */
record WordEncoder(
        Embedding words,
        Embedding letters,
        Optional<Embedding> pairs,
        Convolution filters,
        Dropout dropout,
        SequenceEncoder network)
        implements Encoder {
    private static final int WIDTH = 100;
    private static final int OF_CHARACTER = 50;
    private static final int LETTER_WIDTH = 25;
    private static final int FILTERS = 50;

    static WordEncoder of(EncoderConfig config, WordForm form, Key key) {
        int width = form.isByCharacter() ? OF_CHARACTER : WIDTH;
        return new WordEncoder(
                Embedding.withPadding(form.words().size(), width, 0, key.at("words")),
                Embedding.withPadding(form.letters().size(), LETTER_WIDTH, 0, key.at("letters")),
                form.isByCharacter()
                        ? Optional.of(Embedding.withPadding(form.pairs().size(), width, 0, key.at("pairs")))
                        : Optional.empty(),
                Convolution.of(LETTER_WIDTH, FILTERS, Window.of(3).withPadding(1), key.at("filters")),
                new Dropout(config.dropout()),
                SequenceEncoder.of(config, (form.isByCharacter() ? 2 * width : width) + FILTERS, key.at("network")));
    }

    @Override
    public Encoded encode(Value value, Pass pass) {
        var given = (Value.Words) value;
        var word = Tensor.concat(-1, words.apply(given.words(), pass), spelling(given.letters(), pass));
        var x = pairs.map(p -> Tensor.concat(-1, word, p.apply(given.pairs(), pass)))
                .orElse(word);
        var shown = new Value.Steps(dropout.apply(x, pass.at("dropout")), given.lengths());
        return network.encode(shown, pass.at("network"));
    }

    /** What the letters of each word say: (batch, time, letters) → (batch, time, filters). */
    private Tensor spelling(Tensor w, Pass pass) {
        int places = w.size(2);
        var flat = w.reshape(-1, places); // (batch·time, letters)
        var found = filters.apply(letters.apply(flat, pass), pass); // (batch·time, letters, filters)
        var isLetter = flat.gt(0).unsqueeze(-1);
        var most = isLetter.where(found, Tensor.full(-1e4)).max(1).relu(); // nothing is found in padding
        return most.reshape(w.size(0), w.size(1), -1);
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
        return Wording.of("%s over words and their letters", "词及其字母上的%s").with(network.describe());
    }
}
