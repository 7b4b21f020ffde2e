package hanshu.learn.supervised.recurrent;

import hanshu.nn.loss.Mse;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import hanshu.train.Examples;

/**
 * The adding problem (Hochreiter & Schmidhuber 1997, experiment 4, in the form of Bai, Kolter & Koltun 2018, section
 * 4.1): each step brings a random number from [0, 1) and a mark; two steps are marked, one in each half; at the end the
 * sum of the two marked numbers is asked for. Always answering 1 has a squared error of 1/6.
 *
 * @param time steps, at least 2
 */
public record Adding(int time) implements Problem {
    public Adding {
        if (time < 2) {
            throw new IllegalArgumentException("adding: two steps are marked, so it needs 2 or more, got " + time);
        }
    }

    @Override
    public String name() {
        return "adding, " + time + " steps";
    }

    @Override
    public int in() {
        return 2;
    }

    @Override
    public int out() {
        return 1;
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
        var x = new float[keys.length * time * 2];
        var y = new float[keys.length];
        for (int row = 0; row < keys.length; row++) {
            int at = row * time * 2;
            var numbers = keys[row].at("numbers").uniform(0, 1, time).toFloats();
            for (int t = 0; t < time; t++) {
                x[at + 2 * t] = numbers[t];
            }
            int half = time / 2;
            int first = (int) (keys[row].randomDouble(0) * half);
            int second = half + (int) (keys[row].randomDouble(1) * (time - half));
            x[at + 2 * first + 1] = 1;
            x[at + 2 * second + 1] = 1;
            y[row] = numbers[first] + numbers[second];
        }
        return new Examples(Tensor.of(x, keys.length, time, 2), Tensor.of(y, keys.length, 1));
    }

    /** Squared error of what is given at the end. */
    @Override
    public Tensor loss(Tensor given, Tensor y) {
        return new Mse().of(given.get(1, time - 1), y);
    }

    @Override
    public double naive() {
        return 1 / 6.0;
    }

    @Override
    public String naiveAnswer() {
        return "always 1";
    }
}
