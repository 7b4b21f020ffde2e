package hanshu.train.tune;

import hanshu.tensor.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;

/**
 * Tree-structured Parzen estimator (Bergstra, Bardenet, Bengio & Kégl 2011, section 4): of trials so far, those with the
 * lowest losses give a density l(x), the others g(x); of some candidates drawn from l the one with the largest l/g is
 * tried, which is where the expected improvement is largest. Each dimension by itself: a mixture of normal densities, one
 * around each trial, as wide as the gap to its neighbours, and one over all of the range. Where trials were trained for
 * different times, those of the longest time count of which there are enough (Falkner, Klein & Hutter 2018, section 3.2).
 *
 * @param random so many trials are drawn at random before
 * @param good the share of trials that counts as good
 * @param candidates drawn for each proposal
 */
public record Tpe(int random, double good, int candidates) implements Search {
    public static final Tpe DEFAULT = new Tpe(10, 0.2, 24);

    /** The narrowest a density is, of a range of 1. */
    private static final double NARROWEST = 0.02;

    @Override
    public SequencedMap<String, String> propose(Space space, List<Trial> seen, Key key) {
        var known = comparable(seen, space.size());
        if (known.size() < random) {
            return space.random(key.at("random"));
        }
        var sorted = known.stream()
                .sorted(Comparator.comparingDouble(Trial::loss))
                .map(trial -> space.place(trial.values()))
                .toList();
        int top = Math.max(2, (int) Math.ceil(good * sorted.size()));
        var densities = new ArrayList<Pair>();
        for (int i = 0; i < space.size(); i++) {
            densities.add(
                    Pair.of(space.dimensions().get(i), sorted.subList(0, top), sorted.subList(top, sorted.size()), i));
        }
        double best = Double.NEGATIVE_INFINITY;
        var proposed = new double[space.size()];
        for (int candidate = 0; candidate < candidates; candidate++) {
            var place = new double[space.size()];
            double promise = 0;
            for (int i = 0; i < place.length; i++) {
                place[i] = densities
                        .get(i)
                        .good
                        .draw(key.at("candidate").at(candidate).at(i));
                promise += Math.log(densities.get(i).good.at(place[i]))
                        - Math.log(densities.get(i).rest.at(place[i]));
            }
            if (promise > best) {
                best = promise;
                proposed = place;
            }
        }
        return space.at(proposed);
    }

    /** The last of each trial at the highest rung that enough of them reached. */
    private List<Trial> comparable(List<Trial> seen, int dimensions) {
        int highest = seen.stream().mapToInt(Trial::rung).max().orElse(0);
        for (int rung = highest; rung > 0; rung--) {
            int at = rung;
            var reached = seen.stream().filter(trial -> trial.rung() == at).toList();
            if (reached.size() > Math.max(random, dimensions + 1)) {
                return reached;
            }
        }
        return seen.stream().filter(trial -> trial.rung() == 0).toList();
    }

    private record Pair(Density good, Density rest) {
        static Pair of(Dimension dimension, List<double[]> good, List<double[]> rest, int i) {
            return new Pair(Density.of(dimension, good, i), Density.of(dimension, rest, i));
        }
    }

    private sealed interface Density {
        double at(double place);

        double draw(Key key);

        static Density of(Dimension dimension, List<double[]> places, int i) {
            var at = places.stream().mapToDouble(place -> place[i]).sorted().toArray();
            return dimension instanceof Dimension.Choice choice
                    ? Shares.of(at, choice.values().size())
                    : Parzen.of(at);
        }
    }

    /** How often each value of a choice occurs, one more than it did. */
    @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
    private record Shares(double[] shares) implements Density {
        static Shares of(double[] places, int values) {
            var shares = new double[values];
            Arrays.fill(shares, 1.0 / (places.length + values));
            for (double place : places) {
                shares[Math.min(values - 1, (int) (place * values))] += 1.0 / (places.length + values);
            }
            return new Shares(shares);
        }

        @Override
        public double at(double place) {
            return shares[Math.min(shares.length - 1, (int) (place * shares.length))];
        }

        @Override
        public double draw(Key key) {
            double left = key.randomDouble(0);
            int value = 0;
            while (value + 1 < shares.length && left >= shares[value]) {
                left -= shares[value++];
            }
            return (value + 0.5) / shares.length;
        }
    }

    /** Normal densities cut off at 0 and 1, each with the same weight, the first over all of the range. */
    @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
    private record Parzen(double[] means, double[] widths) implements Density {
        static Parzen of(double[] sorted) {
            var means = new double[sorted.length + 1];
            var widths = new double[sorted.length + 1];
            means[0] = 0.5;
            widths[0] = 1;
            for (int i = 0; i < sorted.length; i++) {
                double before = i == 0 ? sorted[i] : sorted[i] - sorted[i - 1];
                double after = i + 1 == sorted.length ? 1 - sorted[i] : sorted[i + 1] - sorted[i];
                means[i + 1] = sorted[i];
                widths[i + 1] = Math.clamp(Math.max(before, after), Math.max(NARROWEST, 1.0 / (4 + sorted.length)), 1);
            }
            return new Parzen(means, widths);
        }

        @Override
        public double at(double place) {
            double sum = 0;
            for (int i = 0; i < means.length; i++) {
                double inside = normal((1 - means[i]) / widths[i]) - normal(-means[i] / widths[i]);
                double z = (place - means[i]) / widths[i];
                sum += Math.exp(-0.5 * z * z) / (widths[i] * Math.sqrt(2 * Math.PI) * inside);
            }
            return sum / means.length;
        }

        @Override
        public double draw(Key key) {
            int i = Math.min(means.length - 1, (int) (key.at("which").randomDouble(0) * means.length));
            for (int attempt = 0; ; attempt++) {
                var own = key.at("where").at(attempt);
                double z =
                        Math.sqrt(-2 * Math.log(1 - own.randomDouble(0))) * Math.cos(2 * Math.PI * own.randomDouble(1));
                double place = means[i] + widths[i] * z;
                if (place >= 0 && place <= 1) {
                    return place;
                }
            }
        }

        /** The normal distribution function (Abramowitz & Stegun 1964, 7.1.26; wrong by less than 1e-6). */
        private static double normal(double z) {
            double t = 1 / (1 + 0.3275911 * Math.abs(z) / Math.sqrt(2));
            double poly =
                    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
            double erf = 1 - poly * Math.exp(-z * z / 2);
            return z >= 0 ? (1 + erf) / 2 : (1 - erf) / 2;
        }
    }
}
