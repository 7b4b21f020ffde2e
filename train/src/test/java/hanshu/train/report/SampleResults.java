package hanshu.train.report;

import hanshu.train.Event.EpochEnded;
import hanshu.train.metric.Bootstrap;
import hanshu.train.metric.ClassificationMetrics;
import hanshu.train.metric.ConformalInterval;
import hanshu.train.metric.Digits;
import hanshu.train.metric.Metrics;
import hanshu.train.metric.RegressionMetrics;
import hanshu.train.metric.TemperatureScaling;
import hanshu.train.report.SupervisedResult.Classification;
import hanshu.train.report.SupervisedResult.Column;
import hanshu.train.report.SupervisedResult.Data;
import hanshu.train.report.SupervisedResult.Importance;
import hanshu.train.report.SupervisedResult.Intervals;
import hanshu.train.report.SupervisedResult.Learning;
import hanshu.train.report.SupervisedResult.Mistake;
import hanshu.train.report.SupervisedResult.Notice;
import hanshu.train.report.SupervisedResult.Regression;
import hanshu.train.report.SupervisedResult.Reproduction;
import hanshu.train.report.SupervisedResult.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Results that look like real ones, made up from a fixed seed. */
final class SampleResults {
    private static final long SEED = 42;

    private SampleResults() {}

    /** House prices from eight columns, with intervals and a network that begins to overfit. */
    static SupervisedResult regression() {
        return regression(1);
    }

    /** The same with a target in other units. */
    static SupervisedResult regression(double unit) {
        var random = new SplittableRandom(SEED);
        int n = 4128;
        var truth = new double[n];
        var linear = new double[n];
        var network = new double[n];
        for (int i = 0; i < n; i++) {
            truth[i] = unit * Math.min(5, Math.exp(0.6 + 0.55 * random.nextGaussian()));
            network[i] = truth[i] + random.nextGaussian() * (0.15 * unit + 0.16 * truth[i]);
            linear[i] = truth[i] * 0.6 + unit * (0.8 + random.nextGaussian() * 0.6);
        }
        var naive = new double[n];
        Arrays.fill(naive, Arrays.stream(truth).average().orElseThrow());
        double margin = ConformalInterval.fit(ConformalInterval.absoluteResiduals(truth, network), 0.9)
                .orElseThrow()
                .margin();
        var low = Arrays.stream(network).map(y -> y - margin).toArray();
        var high = Arrays.stream(network).map(y -> y + margin).toArray();
        var test = RegressionMetrics.of(truth, network).asMap();
        var names = List.of(
                "MedInc", "HouseAge", "AveRooms", "AveBedrms", "Population", "AveOccup", "Latitude", "Longitude");
        var mistakes = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(truth[i] - network[i])))
                .limit(10)
                .map(i -> new Mistake(
                        5 * i + 3L,
                        inputs(names, i),
                        Digits.of(truth[i]),
                        Digits.of(network[i]),
                        Digits.of(Math.abs(network[i] - truth[i]))
                                + (network[i] > truth[i] ? " too high" : " too low")))
                .toList();
        return new SupervisedResult(
                new Data(
                        "california_housing.csv",
                        "MedHouseVal",
                        13210,
                        3302,
                        n,
                        columns(names, "MedHouseVal", "number"),
                        List.of(
                                new Notice(
                                        true,
                                        "MedHouseVal ends at 5.00001: 965 rows (4.7 %) have exactly this value, as if larger ones had been cut off. Predictions above it can't be judged."),
                                new Notice(false, "Population is skewed: it is learned by rank."))),
                scores(
                        "rmse",
                        RegressionMetrics.of(truth, naive),
                        RegressionMetrics.of(truth, linear),
                        test,
                        new Bootstrap(200, 0.95, SEED).of(truth, network)),
                new Learning(
                        "An ensemble of 16 networks 8-256-256-1 that share weights",
                        false,
                        212_497,
                        83.2,
                        "squared error of the standardised target",
                        history(60, 34, "rmse", 0.44, random),
                        34),
                new Regression(truth, network, Optional.of(new Intervals(low, high, 0.9))),
                mistakes,
                importance(names, 0.62),
                "The network is clearly better than y = b + w·x: the price does not depend on the columns along straight lines. Latitude and Longitude matter only together, as a place, and no straight line can tell one.\nTraining error (RMSE 0.37) is below validation error (0.44), and validation loss rose after epoch 34: more epochs would only learn the training rows by heart. More rows would help more than a larger network.",
                reproduction("california_housing.csv"));
    }

    /** Penguins of three species, calibrated. */
    static SupervisedResult classification() {
        var labels = List.of("Adelie", "Chinstrap", "Gentoo");
        var random = new SplittableRandom(SEED);
        int n = 69;
        var truth = new int[n];
        var network = new double[n][];
        var linear = new double[n][];
        var naive = new double[n][];
        for (int i = 0; i < n; i++) {
            double u = random.nextDouble();
            truth[i] = u < 0.44 ? 0 : u < 0.64 ? 1 : 2;
            network[i] = guess(truth[i], 3, 1.9, random);
            linear[i] = guess(truth[i], 3, 1.4, random);
            naive[i] = new double[] {0.44, 0.2, 0.36};
        }
        var names = List.of("island", "bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "sex");
        return classification("penguins.csv", "species", labels, truth, network, linear, naive, names, random);
    }

    /** The same with more classes than a matrix can show, Chinese names, and text that tries to become a script. */
    static SupervisedResult hostile() {
        var attack = "</script><script>alert(1)</script>";
        var random = new SplittableRandom(SEED);
        var labels = new ArrayList<>(List.of(attack, "<img src=x onerror=alert(1)>", "北京", "上海", "\"quoted\" & 'co'"));
        IntStream.range(5, 24).forEach(i -> labels.add("class " + i));
        int n = 500;
        var truth = new int[n];
        var network = new double[n][];
        var linear = new double[n][];
        var naive = new double[n][];
        for (int i = 0; i < n; i++) {
            truth[i] = random.nextInt(labels.size());
            network[i] = guess(truth[i], labels.size(), 2.5, random);
            linear[i] = guess(truth[i], labels.size(), 1.5, random);
            naive[i] = new double[labels.size()];
            Arrays.fill(naive[i], 1.0 / labels.size());
        }
        var names = List.of(attack, "<!--", "$accent", "{b}", "房价（万元）", "__proto__", "a\u2028b", "\0");
        return classification(attack + ".csv", attack, labels, truth, network, linear, naive, names, random);
    }

    /** {@code like}, as if y = b + w·x had been enough. */
    static SupervisedResult linearKept(SupervisedResult like) {
        return new SupervisedResult(
                like.data(),
                like.scores(),
                new Learning("y = b + w·x", true, 9, 0.02, like.learning().loss(), List.of(), 0),
                like.outcome(),
                like.mistakes(),
                like.importance(),
                like.finding(),
                like.reproduction());
    }

    private static SupervisedResult classification(
            String table,
            String target,
            List<String> labels,
            int[] truth,
            double[][] network,
            double[][] linear,
            double[][] naive,
            List<String> names,
            SplittableRandom random) {
        int n = truth.length;
        var mistakes = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> network[i][truth[i]]))
                .limit(5)
                .map(i -> new Mistake(
                        4 * i + 2L,
                        inputs(names, i),
                        labels.get(truth[i]),
                        labels.get(ClassificationMetrics.mostProbable(network[i])),
                        Digits.percent(network[i][truth[i]]) + " for the truth"))
                .toList();
        return new SupervisedResult(
                new Data(
                        table,
                        target,
                        220,
                        55,
                        n,
                        columns(names, target, "category"),
                        List.of(new Notice(false, "2 rows have no value in most columns and were kept."))),
                scores(
                        "accuracy",
                        ClassificationMetrics.of(truth, naive),
                        ClassificationMetrics.of(truth, linear),
                        ClassificationMetrics.of(truth, network).asMap(),
                        new Bootstrap(200, 0.95, SEED).of(truth, network, 1)),
                new Learning(
                        "A network 9-128-128-" + labels.size(),
                        false,
                        18_307,
                        2.31,
                        "cross-entropy, in nats",
                        history(40, 38, "accuracy", 0.97, random),
                        38),
                new Classification(labels, truth, network),
                mistakes,
                importance(names, 0.31),
                "The network tells the species apart almost without error. y = b + w·x comes close: most of what there is to know lies along straight lines.",
                reproduction(table));
    }

    private static double[] guess(int truth, int classes, double skill, SplittableRandom random) {
        var logits = new double[classes];
        for (int k = 0; k < classes; k++) {
            logits[k] = 1.9 * random.nextGaussian() + (k == truth ? 2 * skill : 0);
        }
        return new TemperatureScaling(1).probability(logits);
    }

    private static Scores scores(
            String main,
            Metrics naive,
            Metrics linear,
            Map<String, OptionalDouble> test,
            Map<String, hanshu.train.metric.Interval> intervals) {
        return new Scores(main, naive.asMap(), linear.asMap(), test, test, test, intervals, 0.95);
    }

    /** Losses that fall fast, then slowly; after the best epoch the validation loss rises. */
    private static List<EpochEnded> history(int epochs, int best, String metric, double end, SplittableRandom random) {
        var history = new ArrayList<EpochEnded>();
        for (int e = 1; e <= epochs; e++) {
            double train = 0.12 + 0.8 * Math.exp(-e / 6.0) + 0.1 * Math.exp(-e / 40.0);
            double validation = train + 0.05 + 0.0025 * Math.max(0, e - best) + 0.004 * random.nextGaussian();
            double score = metric.equals("rmse") ? end + 0.5 * Math.exp(-e / 7.0) : end - 0.5 * Math.exp(-e / 5.0);
            double rate = 0.003 * Math.min(1, e / 4.0) * (1 + Math.cos(Math.PI * e / epochs)) / 2;
            history.add(new EpochEnded(
                    1.4 * e,
                    206L * e,
                    e,
                    epochs,
                    train,
                    OptionalDouble.of(validation),
                    Map.of(metric, OptionalDouble.of(score + 0.004 * random.nextGaussian())),
                    rate));
        }
        return history;
    }

    private static List<Importance> importance(List<String> names, double largest) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Importance(
                        names.get(i), largest * Math.exp(-((i * 5) % names.size()) / 1.7) - 0.002, 0.01 + 0.004 * i))
                .toList();
    }

    private static List<Column> columns(List<String> names, String target, String kind) {
        var columns = new ArrayList<Column>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(new Column(
                    names.get(i),
                    "number",
                    i == 2 ? 207 : 0,
                    i == 2 ? "standardised; the mean where missing, and marked" : "standardised"));
        }
        columns.add(new Column(target, kind, 0, "what to predict"));
        return columns;
    }

    private static SequencedMap<String, Shown> inputs(List<String> names, int row) {
        var random = new SplittableRandom(row);
        var inputs = new LinkedHashMap<String, Shown>();
        names.forEach(name -> inputs.put(name, new Shown.Words(Digits.of(100 * random.nextDouble()))));
        return inputs;
    }

    private static Reproduction reproduction(String table) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("started", "2026-01-31 09:30:05");
        facts.put("seed", "42");
        facts.put("data", table + ", SHA-256 9f2b7c4e5f6a1d0c3b8e7f6a5d4c3b2a1908f7e6d5c4b3a29180f7e6d5c4b3a2");
        facts.put("hanshu", "0.1.0");
        facts.put("Java", "25+36-LTS, Eclipse Adoptium OpenJDK 64-Bit Server VM");
        facts.put("computer", "Linux 6.1, amd64, 2 processors, kernels vector 256 bit");
        return new Reproduction(
                facts, """
                seed: 42
                split:
                  test: 0.2
                  validation: 0.2
                network:
                  width: 256
                  depth: 2
                  dropout: 0.1
                training:
                  epochs: 200
                  batch: 256
                  patience: 16
                """, "./hanshu predict runs/a-20260131-093005/model.safetensors new-rows.csv > answers.csv");
    }
}
