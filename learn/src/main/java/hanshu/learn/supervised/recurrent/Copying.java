package hanshu.learn.supervised.recurrent;

import hanshu.nn.loss.CrossEntropy;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import hanshu.train.Examples;

/**
 * The copy problem (Hochreiter & Schmidhuber 1997; Arjovsky, Shah & Bengio 2016, section 4.1, in the form of Bai, Kolter
 * & Koltun 2018): ten random digits from 1 to 8, then blanks (0), then ten times a sign (9) upon which the digits are to
 * be repeated; blanks are to be given until then. Guessing the digits costs 10·log 8 spread over all steps.
 *
 * @param blanks how long the digits must be kept in mind, at least 1
 */
public record Copying(int blanks) implements Problem {
    private static final int DIGITS = 10;
    private static final int KINDS = 8;
    private static final int SIGN = 9;

    public Copying {
        if (blanks < 1) {
            throw new IllegalArgumentException("copying: needs 1 blank or more, got " + blanks);
        }
    }

    @Override
    public String name() {
        return "copying over " + blanks + " blanks";
    }

    @Override
    public int in() {
        return SIGN + 1;
    }

    @Override
    public int out() {
        return KINDS + 1;
    }

    @Override
    public int time() {
        return blanks + 2 * DIGITS;
    }

    @Override
    public Batches<Examples> learning(int rows, Key key) {
        return new Drawn(rows, key.at("learning"), this::draw);
    }

    @Override
    public Batches<Examples> unseen(int rows, Key key) {
        return new Drawn(rows, key.at("unseen"), this::draw);
    }

    private Examples draw(Key[] keys) {
        int time = time();
        var x = new long[keys.length * time];
        var y = new long[keys.length * time];
        for (int row = 0; row < keys.length; row++) {
            int at = row * time;
            for (int i = 0; i < DIGITS; i++) {
                x[at + i] = 1 + (long) (keys[row].randomDouble(i) * KINDS);
                x[at + time - DIGITS + i] = SIGN;
                y[at + time - DIGITS + i] = x[at + i];
            }
        }
        return new Examples(
                Tensor.of(x, keys.length, time).oneHot(SIGN + 1), // (batch, time, 10)
                Tensor.of(y, keys.length, time));
    }

    /** Mean cross-entropy over all steps. */
    @Override
    public Tensor loss(Tensor given, Tensor y) {
        return new CrossEntropy().of(given, y);
    }

    @Override
    public double naive() {
        return DIGITS * Math.log(KINDS) / time();
    }

    @Override
    public String naiveAnswer() {
        return "guessing the digits";
    }
}
