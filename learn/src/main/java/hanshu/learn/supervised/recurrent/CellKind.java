package hanshu.learn.supervised.recurrent;

import hanshu.nn.rnn.GruCell;
import hanshu.nn.rnn.LstmCell;
import hanshu.nn.rnn.Recurrent;
import hanshu.nn.rnn.RnnCell;
import hanshu.tensor.Key;
import java.util.Locale;

/** Which cell: the plain one, or one with gates. */
public enum CellKind {
    RNN,
    LSTM,
    GRU;

    /** One layer of it, drawn from the key. */
    public Recurrent<?> layer(int in, int hidden, Key key) {
        return switch (this) {
            case RNN -> Recurrent.of(RnnCell::of, in, hidden, key);
            case LSTM -> Recurrent.of(LstmCell::of, in, hidden, key);
            case GRU -> Recurrent.of(GruCell::of, in, hidden, key);
        };
    }

    /** As it is written, "gru". */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
