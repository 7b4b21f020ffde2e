package hanshu.train.doctor;

import hanshu.tensor.Buffers;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a model says of unseen rows that have classes.
 *
 * @param labels the true classes
 * @param named the most probable ones
 * @param probability how sure it is of them
 */
@SuppressWarnings("ArrayRecordComponent") // handed on and never compared
record Judgement(int classes, int[] labels, int[] named, double[] probability) {
    private static final int MOST = 4_000;

    /** Empty where the answer is a number. */
    static <M, B> Optional<Judgement> of(Trial<M, B> trial) {
        var patient = trial.patient();
        var rows = patient.unseenRows().filter(r -> r.classes() > 1);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        int n = Math.min(MOST, rows.get().count());
        int classes = rows.get().classes();
        var numbers = IntStream.range(0, n).toArray();
        var labels = IntStream.range(0, n).map(i -> (int) rows.get().y()[i]).toArray();
        var named = new int[n];
        var probability = new double[n];
        var buffers = new Buffers();
        for (int from = 0; from < n; from += 256) {
            int start = from;
            int end = Math.min(n, from + 256);
            float[] block = buffers.step(
                    () -> patient.answers(trial.model(), patient.validation().batch(numbers, start, end))
                            .softmax(-1)
                            .toFloats());
            for (int i = start; i < end; i++) {
                for (int k = 0; k < classes; k++) {
                    float p = block[(i - start) * classes + k];
                    if (p > probability[i]) {
                        probability[i] = p;
                        named[i] = k;
                    }
                }
            }
        }
        return Optional.of(new Judgement(classes, labels, named, probability));
    }

    /** The third of the rows of which it is surest. */
    private int[] surest() {
        return IntStream.range(0, labels.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -probability[i]))
                .limit(Math.max(1, labels.length / 3))
                .mapToInt(i -> i)
                .toArray();
    }

    int sure() {
        return surest().length;
    }

    /** How often the label says otherwise where it is surest. */
    double sureAndWrong() {
        return Arrays.stream(surest()).filter(i -> labels[i] != named[i]).count() / (double) sure();
    }

    /** Whether that is more than so much beyond chance: by two standard errors. */
    boolean isSurelyWrong(double share) {
        double wrong = sureAndWrong();
        return wrong >= share && wrong - 2 * Math.sqrt(wrong * (1 - wrong) / sure()) > share / 2;
    }

    double right() {
        return IntStream.range(0, labels.length)
                        .filter(i -> labels[i] == named[i])
                        .count()
                / (double) labels.length;
    }

    /** A class that is hardly ever named. */
    record Missed(int label, double share, double recall) {}

    /** The rarest of the classes that have less than {@code rare} of an even share and are found less than half the time. */
    Optional<Missed> missed(double rare) {
        return IntStream.range(0, classes)
                .mapToObj(k -> {
                    long there =
                            Arrays.stream(labels).filter(label -> label == k).count();
                    long found = IntStream.range(0, labels.length)
                            .filter(i -> labels[i] == k && named[i] == k)
                            .count();
                    return new Missed(k, (double) there / labels.length, there == 0 ? 1 : (double) found / there);
                })
                .filter(missed -> missed.share < rare / classes && missed.recall < 0.5)
                .min(Comparator.comparingDouble(Missed::share));
    }
}
