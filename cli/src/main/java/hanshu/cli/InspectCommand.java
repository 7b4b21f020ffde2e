package hanshu.cli;

import hanshu.learn.supervised.TabularFunction;
import hanshu.nn.Params;
import hanshu.nn.io.SafeTensors;
import hanshu.tensor.Tensor;
import hanshu.train.config.Config;
import hanshu.train.metric.Digits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code hanshu inspect MODEL}: what a model file holds. */
@Command(
        name = "inspect",
        header = "Shows what a model file holds: task, columns, parameters, where it comes from.",
        description = {
            "  hanshu inspect runs/penguins-20260131-093000",
            "        in words",
            "  hanshu inspect model.safetensors --json",
            "        for a program, with all of the preprocessing and the configuration"
        },
        customSynopsis = "hanshu inspect MODEL [OPTIONS]")
final class InspectCommand implements Callable<Integer> {
    private static final int MOST_COLUMNS = 40;
    private static final int LABEL = 8;

    private final Console console;

    @Parameters(paramLabel = "MODEL", description = Model.DESCRIPTION)
    private String model = "";

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    /** Tensors of one name in all models that answer together. */
    private record Part(String name, String shape, int models, long numbers) {}

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        switch (Model.load(console, model)) {
            case TableModelFile table -> inspect(table);
            case Model.OfTask task -> inspect(task);
            case Model.OfLanguage language -> inspect(language);
            case Model.OfForecast forecast -> inspect(forecast);
        }
        return 0;
    }

    private void inspect(TableModelFile loaded) {
        var tensors = SafeTensors.read(loaded.file()).tensors();
        if (json) {
            Json.print(console, asMap(loaded, tensors));
        } else {
            show(loaded, tensors);
        }
    }

    private void inspect(Model.OfLanguage language) {
        var function = language.function();
        var config = function.config();
        var tensors = SafeTensors.read(language.file()).tensors();
        long parameters = Params.of(function.model()).count();
        if (json) {
            Json.print(
                    console,
                    LearningJson.parts(
                            "model", language.file().toString(),
                            "task", "language",
                            "function", function.model().toString(),
                            "parameters", parameters,
                            "tensors", shapes(tensors),
                            "vocabulary", function.tokenizer().size(),
                            "seed", config.seed(),
                            "metrics", LanguageRun.metrics(function.tested()),
                            "config", Config.render(config)));
            return;
        }
        console.say(
                "%s: a language".formatted(console.style().bold(language.file().toString())));
        console.say("");
        say(
                "Reads",
                "%d tokens at once, of the %s that it knows (%s)"
                        .formatted(
                                config.context(),
                                Digits.of((long) function.tokenizer().size()),
                                config.tokenizer()));
        say("Answers", "what comes next");
        say("Learned", "in %s steps, seed %d".formatted(Digits.of((long) config.steps()), config.seed()));
        say(
                "Achieved",
                "on the end of the text a perplexity of "
                        + Digits.of(function.tested().value()));
        say("Function", "%s; %s parameters".formatted(function.model(), Digits.of(parameters)));
        console.say("");
        theta(tensors);
    }

    private void inspect(Model.OfForecast forecast) {
        var function = forecast.function();
        var config = function.config();
        var facts = function.facts();
        var tensors = SafeTensors.read(forecast.file()).tensors();
        if (json) {
            Json.print(
                    console,
                    LearningJson.parts(
                            "model", forecast.file().toString(),
                            "task", "forecast",
                            "targets", config.targets(),
                            "horizon", config.horizon(),
                            "lookBack", config.lookBack(),
                            "interval", facts.sampling().toString(),
                            "function", config.forecaster().toString(),
                            "parameters", function.parameters(),
                            "tensors", shapes(tensors),
                            "data", facts.data(),
                            "steps", facts.steps(),
                            "seed", config.seed(),
                            "metrics", new TreeMap<>(facts.tested()),
                            "config", Config.render(config)));
            return;
        }
        console.say("%s: a forecaster"
                .formatted(console.style().bold(forecast.file().toString())));
        console.say("");
        say(
                "Reads",
                "the last %d steps, %s apart, of %s%s"
                        .formatted(
                                config.lookBack(),
                                facts.sampling(),
                                Text.some(Stream.of(config.targets(), config.seen())
                                        .flatMap(List::stream)
                                        .toList()),
                                config.known().isEmpty() ? "" : "; known in advance: " + Text.some(config.known())));
        say(
                "Answers",
                "the next %d of %s, with intervals that hold %s"
                        .formatted(config.horizon(), Text.some(config.targets()), Digits.percent(config.coverage())));
        say(
                "Learned",
                "from %s of %s, seed %d"
                        .formatted(TableText.count(facts.steps(), "step"), facts.data(), config.seed()));
        say("Achieved", "on unseen steps " + achieved(facts.tested()));
        say("Function", "%s; %s parameters".formatted(config.forecaster(), Digits.of(function.parameters())));
        console.say("");
        theta(tensors);
    }

    private static Map<String, Object> shapes(Map<String, Tensor> tensors) {
        var shapes = new LinkedHashMap<String, Object>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape().toArray()));
        return shapes;
    }

    /** What the parameters are, one line a tensor. */
    private void theta(Map<String, Tensor> tensors) {
        var parts = TextTable.of("llr").row(console.style()::dim, List.of("part of θ", "shape", "numbers"));
        tensors.forEach((name, tensor) -> parts.row(name, tensor.shape().toString(), Digits.of((long) tensor.count())));
        parts.lines(2).forEach(console::say);
    }

    private void inspect(Model.OfTask task) {
        var function = task.function();
        var from = function.provenance();
        var tensors = SafeTensors.read(task.file()).tensors();
        if (json) {
            Json.print(
                    console,
                    LearningJson.parts(
                            "model", task.file().toString(),
                            "task", "task",
                            "inputs", function.inputs(),
                            "outputs", function.outputs(),
                            "function", function.describe(),
                            "parameters", function.parameters(),
                            "tensors", shapes(tensors),
                            "hanshu", from.hanshu(),
                            "data", from.data(),
                            "rows", from.rows(),
                            "seed", from.seed(),
                            "metrics", new TreeMap<>(from.metrics()),
                            "config", from.config()));
            return;
        }
        console.say("%s: a function learned by Hanshu %s"
                .formatted(console.style().bold(task.file().toString()), from.hanshu()));
        console.say("");
        function.inputs().forEach((name, words) -> say("Reads", name + ": " + words));
        function.outputs().forEach((name, words) -> say("Answers", name + ": " + words));
        say(
                "Learned",
                "from %s of %s, seed %d".formatted(TableText.count(from.rows(), "case"), from.data(), from.seed()));
        say("Achieved", "on unseen cases " + achieved(from.metrics()));
        say("Function", "%s; %s parameters".formatted(function.describe(), Digits.of(function.parameters())));
        console.say("");
        theta(tensors);
    }

    private void show(TableModelFile loaded, Map<String, Tensor> tensors) {
        var style = console.style();
        var function = loaded.function();
        var from = function.provenance();
        console.say("%s: a function of a table, learned by Hanshu %s"
                .formatted(style.bold(loaded.file().toString()), from.hanshu()));
        console.say("");
        say("Predicts", predicts(function));
        say(
                "Learned",
                "from %s of %s, seed %d (SHA-256 of its cells %s…)"
                        .formatted(
                                TableText.count(from.rows(), "row"),
                                from.data(),
                                from.seed(),
                                from.sha256().substring(0, 12)));
        say("Achieved", "on unseen rows " + achieved(from.metrics()));
        say(
                "Function",
                "%s; %s parameters, %s floating-point operations a row"
                        .formatted(
                                function.describe(),
                                Digits.of(function.parameters()),
                                Digits.of(function.flopsPerRow())));
        console.say("");
        var columns = columns(function);
        var text = TextTable.of("ll").row(style::dim, List.of("column", "becomes"));
        columns.entrySet().stream().limit(MOST_COLUMNS).forEach(entry -> text.row(entry.getKey(), entry.getValue()));
        text.lines(2).forEach(console::say);
        if (columns.size() > MOST_COLUMNS) {
            console.say("  … and %d more".formatted(columns.size() - MOST_COLUMNS));
        }
        console.say("");
        var parts = TextTable.of("llrr").row(style::dim, List.of("part of θ", "shape", "models", "numbers"));
        parts(tensors)
                .forEach(
                        part -> parts.row(part.name, part.shape, String.valueOf(part.models), Digits.of(part.numbers)));
        parts.lines(2).forEach(console::say);
    }

    private void say(String label, String text) {
        var lines = Text.wrap(Text.safe(text), Text.WIDTH - LABEL - 2);
        for (int i = 0; i < lines.size(); i++) {
            var head = i == 0 ? console.style().bold(Text.left(label, LABEL)) : " ".repeat(LABEL);
            console.say(head + "  " + lines.get(i));
        }
    }

    private static String predicts(TabularFunction function) {
        return function.labels().isEmpty()
                ? function.target() + ", a number"
                : "%s, one of %d classes: %s"
                        .formatted(function.target(), function.labels().size(), Text.some(function.labels()));
    }

    private static String achieved(Map<String, Double> metrics) {
        var words = new ArrayList<String>();
        new TreeMap<>(metrics).forEach((name, value) -> words.add(name + " " + Digits.of(value)));
        return String.join(", ", words);
    }

    /** What becomes of each input column, in words. */
    private static Map<String, String> columns(TabularFunction function) {
        var tree = JsonMapper.shared().readTree(function.preprocessing().toJson());
        var words = new LinkedHashMap<String, String>();
        function.preprocessing().inputs().forEach(column -> words.put(column, ""));
        tree.path("numbers").forEach(feature -> words.put(feature.path("column").asString(), number(feature)));
        tree.path("categories")
                .forEach(feature -> words.put(feature.path("column").asString(), category(feature)));
        return words;
    }

    private static String number(JsonNode feature) {
        boolean marked = feature.path("indicator").asBoolean(false);
        return switch (feature.path("kind").asString()) {
            case "number" ->
                "a scaled number; a missing one counts as %s%s"
                        .formatted(Digits.of(feature.path("median").asDouble()), marked ? " and is marked" : "");
            case "yes/no" -> "yes 1, no -1, missing 0";
            case "date" ->
                "days that have passed%s%s"
                        .formatted(
                                feature.path("cycles").isEmpty()
                                        ? ""
                                        : ", and where in the "
                                                + list(feature.path("cycles")).toLowerCase(Locale.ROOT),
                                marked ? "; a missing one is marked" : "");
            case "text" ->
                "which of its %d most frequent words occur"
                        .formatted(feature.path("words").size());
            default -> feature.path("kind").asString();
        };
    }

    private static String category(JsonNode feature) {
        return "one of %d values, or another: %s"
                .formatted(feature.path("values").size(), list(feature.path("values")));
    }

    private static String list(JsonNode array) {
        return Text.some(StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList());
    }

    /** The tensors of {@code models.0}, {@code models.1} … are counted together. */
    private static List<Part> parts(Map<String, Tensor> tensors) {
        var parts = new LinkedHashMap<String, Part>();
        tensors.forEach((full, tensor) -> {
            var name = full.replaceFirst("^models\\.\\d+\\.", "");
            if (name.equals(full)) {
                return; // of y = b + w·x, kept for comparison
            }
            var one = new Part(name, tensor.shape().toString(), 1, tensor.count());
            parts.merge(name, one, (a, b) -> new Part(name, a.shape, a.models + 1, a.numbers + b.numbers));
        });
        return List.copyOf(parts.values());
    }

    private static Map<String, @Nullable Object> asMap(TableModelFile loaded, Map<String, Tensor> tensors) {
        var function = loaded.function();
        var from = function.provenance();
        return LearningJson.parts(
                "model", loaded.file().toString(),
                "task", function.labels().isEmpty() ? "regression" : "classification",
                "target", function.target(),
                "labels", function.labels(),
                "inputs", function.preprocessing().inputs(),
                "function", function.describe(),
                "parameters", function.parameters(),
                "flopsPerRow", function.flopsPerRow(),
                "tensors", shapes(tensors),
                "hanshu", from.hanshu(),
                "data", from.data(),
                "sha256", from.sha256(),
                "rows", from.rows(),
                "seed", from.seed(),
                "metrics", new TreeMap<>(from.metrics()),
                "config", from.config(),
                "preprocessing",
                        JsonMapper.shared().readTree(function.preprocessing().toJson()));
    }
}
