package hanshu.learn.supervised.tag;

import hanshu.nn.Dropout;
import hanshu.nn.Embedding;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.conv.Convolution;
import hanshu.nn.rnn.LstmCell;
import hanshu.nn.rnn.Recurrent;
import hanshu.nn.sequence.LinearChainCrf;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import java.util.List;
import java.util.Optional;

/**
 * Says of each word what it is, from its letters and from the words around it, and judges the tags of a sentence together
 * (Ma & Hovy 2016; Huang, Xu & Yu 2015):
 *
 * <pre>
 *   letters  l = relu(max over places of K * C[letters])      a convolution finds prefixes, endings, capitals, digits
 *   word     h = LSTM both ways of [E[word], l, P[word and the one behind it]]
 *   tags     p(y | sentence) = CRF of h·W + b
 * </pre>
 *
 * @param words E: (words, width), 0 is padding
 * @param letters C: (letters, width), 0 is padding
 * @param pairs P: (pairs, width), 0 is padding; for scripts whose words are characters (Zhang & Yang 2018, section 3.1)
 * @param filters K, over three letters at a time
 * @param lstm both ways
 * @param scores h → a score for each tag
 * @param crf which tags follow each other
 * @param dropout of what goes into the LSTM and comes out of it
 */
public record Tagger(
        Embedding words,
        Embedding letters,
        Optional<Embedding> pairs,
        Convolution filters,
        Recurrent<LstmCell.State> lstm,
        Linear scores,
        LinearChainCrf crf,
        double dropout) {
    private static final int LETTER_WIDTH = 25;
    private static final int FILTERS = 50;

    /**
     * With parameters drawn from the key, without pairs.
     *
     * @param words how many numbers of words there are, 0 included
     * @param letters the same of letters
     * @param width of a word's vector
     * @param hidden of the LSTM in each direction
     */
    public static Tagger of(int words, int letters, int tags, int width, int hidden, double dropout, Key key) {
        return of(words, letters, 0, tags, width, hidden, dropout, key);
    }

    /**
     * With parameters drawn from the key.
     *
     * @param pairs how many numbers of pairs there are, 0 included; 0 for a tagger that makes nothing of them
     */
    public static Tagger of(
            int words, int letters, int pairs, int tags, int width, int hidden, double dropout, Key key) {
        return new Tagger(
                Embedding.withPadding(words, width, 0, key.at("words")),
                Embedding.withPadding(letters, LETTER_WIDTH, 0, key.at("letters")),
                pairs == 0 ? Optional.empty() : Optional.of(Embedding.withPadding(pairs, width, 0, key.at("pairs"))),
                Convolution.of(LETTER_WIDTH, FILTERS, Window.of(3).withPadding(1), key.at("filters")),
                Recurrent.bothWays(LstmCell::of, (pairs == 0 ? width : 2 * width) + FILTERS, hidden, 1, key.at("lstm")),
                Linear.of(2 * hidden, tags, key.at("scores")),
                LinearChainCrf.of(tags, key.at("crf")),
                dropout);
    }

    /** A score of each tag for each word: (batch, time, tags). */
    public Tensor scores(Tagged.Batch batch, Pass pass) {
        var word = Tensor.concat(-1, words.apply(batch.words(), pass), spelling(batch.letters(), pass));
        var x = pairs.map(p -> Tensor.concat(-1, word, p.apply(batch.pairs(), pass)))
                .orElse(word);
        var h = lstm.run(dropped(x, pass.at("in")), batch.lengths(), pass.at("lstm"))
                .output(); // (batch, time, 2·hidden)
        return scores.apply(dropped(h, pass.at("out")), pass);
    }

    /** What the letters of each word say: (batch, time, letters) → (batch, time, filters). */
    private Tensor spelling(Tensor w, Pass pass) {
        int places = w.size(2);
        var flat = w.reshape(-1, places); // (batch·time, letters)
        var found = filters.apply(letters.apply(flat, pass), pass); // (batch·time, letters, filters)
        var isLetter = flat.gt(0).unsqueeze(-1);
        var none = Tensor.full(DType.F32, -1e4, Shape.of());
        var most = isLetter.where(found, none).max(1).relu(); // nothing is found in padding
        return most.reshape(w.size(0), w.size(1), -1);
    }

    private Tensor dropped(Tensor x, Pass pass) {
        return new Dropout(dropout).apply(x, pass);
    }

    /** Mean −log p of the tags of a sentence. */
    public Tensor loss(Tagged.Batch batch, Pass pass) {
        return crf.logLikelihood(scores(batch, pass), batch.tags(), batch.lengths())
                .mean()
                .neg();
    }

    /** The most probable tags of each sentence. */
    public List<List<Integer>> tags(Tagged.Batch batch) {
        return crf.best(scores(batch, Pass.evaluation()), batch.lengths()).stream()
                .map(LinearChainCrf.Path::tags)
                .toList();
    }
}
