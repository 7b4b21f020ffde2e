package hanshu.nn.sequence;

import hanshu.tensor.DType;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads labels from what a network trained with {@link hanshu.nn.loss.Ctc} says at each step.
 *
 * @param blank the number that stands for no label
 */
public record CtcDecoder(int blank) {
    /** Labels and the logarithm of their probability, as far as the decoder knows it. */
    public record Reading(List<Integer> labels, double logProbability) {}

    /**
     * The labels of the most probable path: the likeliest class of each step, repetitions counted once, blanks left out
     * (Graves, Fernández, Gomez & Schmidhuber 2006, section 3.2). Its probability is the path's.
     *
     * @param logits of one sequence: (time, classes)
     */
    public Reading bestPath(Tensor logits) {
        var steps = logProbabilities(logits);
        var labels = new ArrayList<Integer>();
        double sum = 0;
        int before = blank;
        for (var p : steps) {
            int best = 0;
            for (int c = 1; c < p.length; c++) {
                best = p[c] > p[best] ? c : best;
            }
            if (best != blank && best != before) {
                labels.add(best);
            }
            before = best;
            sum += p[best];
        }
        return new Reading(List.copyOf(labels), sum);
    }

    /** log of the probability of all paths that read a prefix: those that end in a blank, and those that end in its last label. */
    private record Ways(double blank, double label) {
        static final Ways NONE = new Ways(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

        double all() {
            return add(blank, label);
        }

        Ways plusBlank(double p) {
            return new Ways(add(blank, p), label);
        }

        Ways plusLabel(double p) {
            return new Ways(blank, add(label, p));
        }

        /** log(e^a + e^b). */
        static double add(double a, double b) {
            double high = Math.max(a, b);
            return high == Double.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high));
        }
    }

    /**
     * The most probable labels, by adding up paths that read the same and following the {@code width} most probable
     * prefixes (Hannun, Maas, Jurafsky & Ng 2014, algorithm 1, without a language model).
     *
     * @param logits of one sequence: (time, classes)
     * @return at most {@code width} readings, the most probable first
     */
    public List<Reading> prefixBeam(Tensor logits, int width) {
        if (width < 1) {
            throw new IllegalArgumentException("CtcDecoder: the width of a beam is 1 or more, got " + width);
        }
        Map<List<Integer>, Ways> beam = Map.of(List.of(), new Ways(0, Double.NEGATIVE_INFINITY));
        for (var p : logProbabilities(logits)) {
            var next = new HashMap<List<Integer>, Ways>();
            beam.forEach((prefix, ways) -> extend(prefix, ways, p, next));
            beam = likeliest(next, width);
        }
        return beam.entrySet().stream()
                .map(entry -> new Reading(entry.getKey(), entry.getValue().all()))
                .sorted(Comparator.comparingDouble(Reading::logProbability).reversed())
                .toList();
    }

    private void extend(List<Integer> prefix, Ways ways, double[] p, Map<List<Integer>, Ways> next) {
        int last = prefix.isEmpty() ? blank : prefix.getLast();
        for (int c = 0; c < p.length; c++) {
            double more = p[c];
            if (c == blank) {
                update(next, prefix, w -> w.plusBlank(ways.all() + more));
                continue;
            }
            var longer = new ArrayList<>(prefix);
            longer.add(c);
            if (c == last) { // the same again is new only after a blank
                update(next, prefix, w -> w.plusLabel(ways.label() + more));
                update(next, List.copyOf(longer), w -> w.plusLabel(ways.blank() + more));
            } else {
                update(next, List.copyOf(longer), w -> w.plusLabel(ways.all() + more));
            }
        }
    }

    private static void update(Map<List<Integer>, Ways> beam, List<Integer> prefix, UnaryOperator<Ways> f) {
        beam.put(prefix, f.apply(beam.getOrDefault(prefix, Ways.NONE)));
    }

    /** Among equals those whose labels come first, so that the same input gives the same readings. */
    private static Map<List<Integer>, Ways> likeliest(Map<List<Integer>, Ways> beam, int width) {
        var byProbability = Comparator.<Map.Entry<List<Integer>, Ways>>comparingDouble(
                        entry -> -entry.getValue().all())
                .thenComparing(entry -> entry.getKey().toString());
        var kept = new HashMap<List<Integer>, Ways>();
        beam.entrySet().stream()
                .sorted(byProbability)
                .limit(width)
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        return kept;
    }

    private double[][] logProbabilities(Tensor logits) {
        if (logits.rank() != 2 || blank < 0 || blank >= logits.size(1)) {
            throw new ShapeException("CtcDecoder: needs logits (time, classes), the blank " + blank
                    + " among the classes, got " + logits.shape());
        }
        var values = logits.cast(DType.F64).logSoftmax(-1).toDoubles();
        int classes = logits.size(1);
        var steps = new double[logits.size(0)][classes];
        for (int t = 0; t < steps.length; t++) {
            System.arraycopy(values, t * classes, steps[t], 0, classes);
        }
        return steps;
    }
}
