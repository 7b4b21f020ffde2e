package hanshu.workbench.page;

import hanshu.data.table.Table;
import hanshu.learn.supervised.derivation.Candidate;
import hanshu.learn.supervised.derivation.Curvature;
import hanshu.learn.supervised.derivation.Descent;
import hanshu.learn.supervised.derivation.LineLoss;
import hanshu.learn.supervised.derivation.Pieces;
import hanshu.learn.supervised.derivation.Point;
import hanshu.learn.supervised.derivation.Question;
import hanshu.learn.supervised.derivation.Recipe;
import hanshu.learn.supervised.derivation.Surface;
import hanshu.nn.Activation;
import hanshu.nn.optim.Adagrad;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.Optimiser;
import hanshu.nn.optim.RmsProp;
import hanshu.nn.optim.Sgd;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.report.ContourChart;
import hanshu.train.report.Language;
import hanshu.train.report.LineChart.Line;
import hanshu.train.report.ScatterChart;
import hanshu.workbench.server.Refusal;
import hanshu.workbench.server.Response;
import hanshu.workbench.server.Routes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The derivation to play with: each question is answered by the engine itself, which walks and fits as it does elsewhere. */
final class DeriveRoutes {
    private static final int DAYS = 56;
    private static final int CELLS = 40;
    private static final int GRID = 200;
    private static final int MOST_STEPS = 1_000;
    private static final int KEPT = 8;

    private static final Key KEY = Key.of(0);

    private final DataFolder data;
    private final Recent<Of, Question> questions = new Recent<>(KEPT, this::read);

    /**
     * What is to be found.
     *
     * @param file empty for the weather of Seattle
     * @param before how many values before it are looked at; 0 for the other columns of its row
     */
    record Of(String file, String target, int before) {}

    /**
     * A walk on the surface of the line's loss.
     *
     * @param loss squared or absolute
     * @param start b and w, or empty for where the derivation starts
     * @param rate 0 for that which fits the curvature
     */
    record Walk(Of of, String loss, List<Double> start, String optimiser, double rate, int steps) {}

    /** A sum of bent or soft pieces. */
    record Sum(Of of, String shape, int count, String language) {}

    /** A network of some depth. */
    record Network(Of of, int inputs, int depth, int width, double decay, double dropout, int epochs) {}

    DeriveRoutes(DataFolder data) {
        this.data = data;
    }

    void addTo(Routes routes) {
        routes.post("/api/derive/walk", request -> walk(request.json(Walk.class)))
                .post("/api/derive/pieces", request -> pieces(request.json(Sum.class)))
                .post("/api/derive/network", request -> network(request.json(Network.class)));
    }

    private Question read(Of of) {
        if (of.file().isEmpty()) {
            return Question.next(Question.shipped(), "temp_max", of.before() == 0 ? DAYS : of.before());
        }
        var table = Table.read(data.resolve(of.file()));
        return of.before() > 0
                ? Question.next(table, of.target(), of.before())
                : Question.column(table, of.target(), KEY);
    }

    // ---- one input: the surface, and ways down

    private Response walk(Walk asked) {
        if (asked.steps() < 1 || asked.steps() > MOST_STEPS || asked.rate() < 0 || !Double.isFinite(asked.rate())) {
            throw Refusal.badRequest("a walk has 1 to %d steps and a rate above 0, got %d and %s"
                    .formatted(MOST_STEPS, asked.steps(), asked.rate()));
        }
        var question = questions.of(asked.of()).of(1);
        var squared = LineLoss.squared(question.train());
        var loss = asked.loss().equals("absolute") ? LineLoss.absolute(question.train()) : squared;
        var best = squared.best();
        var curvature = Curvature.of(squared, best);
        double fitting = 1 / curvature.most();
        double rate = asked.rate() == 0 ? fitting : asked.rate();
        var start = asked.start().size() == 2
                ? new Point(asked.start().getFirst(), asked.start().getLast())
                : new Point(best.u() + 1, -best.v());
        var way = Descent.of(asked.optimiser(), loss, start, optimiser(asked.optimiser()), rate, asked.steps());
        double reachU = Math.max(1.5, 1.3 * Math.abs(start.u() - best.u()));
        double reachV = Math.max(1.5 * Math.abs(best.v()), 1.3 * Math.abs(start.v() - best.v()));
        var low = new Point(best.u() - reachU, best.v() - reachV);
        var high = new Point(best.u() + reachU, best.v() + reachV);
        var surface = Surface.of(loss, low, high, CELLS);
        var chart = new ContourChart(
                        "",
                        "",
                        "b",
                        "w",
                        surface.u(),
                        surface.v(),
                        surface.loss(),
                        List.of(new Line(
                                asked.optimiser(),
                                way.path().stream().map(Point::u).toList(),
                                way.path().stream().map(Point::v).toList())))
                .chart();
        var line = points(question, squared);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("target", question.target());
        answer.put("input", question.inputs().getFirst());
        answer.put("rate", rate);
        answer.put("fitting", fitting);
        answer.put("best", List.of(best.u(), best.v()));
        answer.put("bestLoss", at(loss, best));
        answer.put("curvature", List.of(curvature.least(), curvature.most()));
        answer.put("path", way.path().stream().map(p -> List.of(p.u(), p.v())).toList());
        answer.put("losses", way.losses());
        answer.put("surface", chart.option());
        answer.put(
                "data",
                new ScatterChart(
                                "",
                                "",
                                question.inputs().getFirst(),
                                question.target(),
                                line,
                                List.of(new Line("y = b + w·x₁", List.of(), List.of())))
                        .chart()
                        .option());
        var x = squared.x().toDoubles();
        answer.put("span", List.of(0.0, Arrays.stream(x).max().orElseThrow()));
        return Response.json(answer);
    }

    /** The rows as the line sees them: x₁ from its smallest, both standardised. */
    private static Line points(Question question, LineLoss loss) {
        return new Line(
                question.target(),
                Arrays.stream(loss.x().toDoubles()).boxed().toList(),
                Arrays.stream(loss.y().toDoubles()).boxed().toList());
    }

    private static double at(LineLoss loss, Point point) {
        return loss.loss(Tensor.full(point.u(), 1), Tensor.full(point.v(), 1)).item();
    }

    private static Optimiser.Config optimiser(String name) {
        return switch (name) {
            case "sgd" -> new Sgd.Config();
            case "momentum" -> new Sgd.Config(0.9, 0, false, 0);
            case "adagrad" -> new Adagrad.Config();
            case "rmsprop" -> new RmsProp.Config();
            case "adam" -> new Adam.Config();
            default ->
                throw Refusal.badRequest(
                        "an optimiser is sgd, momentum, adagrad, rmsprop or adam, got \"%s\"".formatted(name));
        };
    }

    // ---- a sum of pieces

    private Response pieces(Sum asked) {
        if (asked.count() < 1 || asked.count() > 200) {
            throw Refusal.badRequest("a sum has 1 to 200 pieces, got %d".formatted(asked.count()));
        }
        var question = questions.of(asked.of());
        var shape = asked.shape().equals("sigmoid") ? Activation.SIGMOID : Activation.RELU;
        var sum =
                Pieces.of(question, shape, asked.count(), KEY.at(asked.shape()).at(asked.count()));
        var rows = question.of(1).train();
        var x = Arrays.stream(rows.x().toDoubles()).boxed().toList();
        double low = Collections.min(x);
        double high = Collections.max(x);
        var grid = IntStream.rangeClosed(0, GRID)
                .mapToObj(i -> low + (high - low) * i / GRID)
                .toList();
        var language = asked.language().startsWith("zh") ? Language.CHINESE : Language.ENGLISH;
        var lines = new ArrayList<Line>();
        lines.add(new Line(language.say("the sum", "总和"), grid, sum.over(grid)));
        sum.pieces().forEach(piece -> lines.add(Line.faint(language.say("a piece", "一块"), grid, piece.over(grid))));
        var answer = losses(question, sum.fitted());
        answer.put("blocks", sum.blocks());
        answer.put(
                "theta",
                Arrays.stream(doubles(sum.fitted().theta().theta()))
                        .limit(400)
                        .boxed()
                        .toList());
        answer.put(
                "chart",
                new ScatterChart(
                                "",
                                "",
                                question.inputs().getFirst(),
                                question.target(),
                                new Line(
                                        question.target(),
                                        x,
                                        Arrays.stream(rows.y().toDoubles())
                                                .boxed()
                                                .toList()),
                                lines)
                        .chart()
                        .option());
        return Response.json(answer);
    }

    private static double[] doubles(float... values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    // ---- depth

    private Response network(Network asked) {
        var question = questions.of(asked.of());
        int inputs = Math.min(asked.inputs(), question.inputs().size());
        if (inputs < 1
                || asked.depth() < 0
                || asked.depth() > 6
                || asked.width() < 1
                || asked.width() > 256
                || asked.epochs() < 1
                || asked.epochs() > 200) {
            throw Refusal.badRequest(
                    "a network has 1 or more inputs, 0 to 6 layers of 1 to 256 units, and 1 to 200 epochs; got %d, %d, %d and %d"
                            .formatted(asked.inputs(), asked.depth(), asked.width(), asked.epochs()));
        }
        var base = Recipe.of(inputs, asked.depth());
        var recipe = new Recipe(
                inputs,
                asked.depth(),
                asked.width(),
                Activation.RELU,
                asked.decay(),
                asked.dropout(),
                1,
                true,
                asked.epochs(),
                base.batch(),
                base.rate());
        var learned = Candidate.of(question, recipe, KEY.at("network"));
        var answer = losses(question, learned);
        answer.put("inputs", question.inputs().size());
        answer.put(
                "train",
                learned.rounds().stream()
                        .map(round -> List.of((double) round.epoch(), round.trainLoss()))
                        .toList());
        answer.put(
                "validation",
                learned.rounds().stream()
                        .map(round -> List.of(
                                (double) round.epoch(),
                                round.score().orElseThrow().loss()))
                        .toList());
        answer.put("bestEpoch", learned.bestEpoch());
        answer.put("overfits", learned.overfits());
        return Response.json(answer);
    }

    /** In the unit of the target: the roots of mean squared errors. */
    private static Map<String, Object> losses(Question question, Candidate learned) {
        var losses = new LinkedHashMap<String, Object>();
        losses.put("target", question.target());
        losses.put("parameters", learned.theta().count());
        losses.put(
                "errors",
                Map.of(
                        "mean", question.inUnits(1),
                        "train", question.inUnits(learned.train()),
                        "validation", question.inUnits(learned.validation()),
                        "test", question.inUnits(learned.test())));
        return losses;
    }
}
