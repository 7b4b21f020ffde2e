package hanshu.learn.supervised.language;

import hanshu.nn.Dropout;
import hanshu.nn.Embedding;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.rnn.LstmCell;
import hanshu.nn.rnn.Recurrent;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * LSTM layers that read a text and say what comes next (Mikolov et al. 2010, with the LSTM of Sundermeyer, Schlüter &
 * Ney 2012; dropout between the layers as Zaremba, Sutskever & Vinyals 2014).
 *
 * @param tokens a vector for each: (tokens, width)
 * @param lstm reads forwards
 * @param head from what the highest layer shows to a score for each token
 * @param dropout of what goes into the layers and comes out of them
 * @param context how many tokens it learns from at a time
 */
public record LstmLanguageModel(
        Embedding tokens, Recurrent<LstmCell.State> lstm, Linear head, double dropout, int context)
        implements LanguageModel<List<LstmCell.State>> {
    /** With parameters drawn from the key. */
    public static LstmLanguageModel of(
            int tokens, int context, int width, int hidden, int layers, double dropout, Key key) {
        return new LstmLanguageModel(
                Embedding.of(tokens, width, key.at("tokens")),
                Recurrent.of(LstmCell::of, width, hidden, layers, key.at("lstm"))
                        .withDropout(dropout),
                Linear.of(hidden, tokens, key.at("head")),
                dropout,
                context);
    }

    @Override
    public Tensor logits(Tensor w, Pass pass) {
        var x = dropped(tokens.apply(w, pass), pass.at("tokens")); // (batch, time, width)
        var h = dropped(lstm.run(x, pass.at("lstm")).output(), pass.at("shown")); // (batch, time, hidden)
        return head.apply(h, pass);
    }

    private Tensor dropped(Tensor x, Pass pass) {
        return new Dropout(dropout).apply(x, pass);
    }

    @Override
    public List<LstmCell.State> start(int batch) {
        return lstm.forward().stream().map(cell -> cell.start(batch, DType.F32)).toList();
    }

    @Override
    public Step<List<LstmCell.State>> read(Tensor w, List<LstmCell.State> state) {
        var pass = Pass.evaluation();
        var run = lstm.run(tokens.apply(w, pass), Optional.empty(), state, pass);
        return new Step<>(head.apply(run.output().get(1, w.size(1) - 1), pass), run.last());
    }

    @Override
    public List<LstmCell.State> rows(List<LstmCell.State> state, Tensor rows) {
        return state.stream()
                .map(s -> new LstmCell.State(s.h().take(0, rows), s.c().take(0, rows)))
                .toList();
    }

    /** For example {@code LstmLanguageModel Recurrent 2 × LstmCell 128 → 224 of 65 tokens}. */
    @Override
    public String toString() {
        return "LstmLanguageModel " + lstm + " of " + tokens.table().size(0) + " tokens";
    }
}
