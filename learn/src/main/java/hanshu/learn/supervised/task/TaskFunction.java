package hanshu.learn.supervised.task;

import hanshu.data.OnError;
import hanshu.data.table.features.Preprocessing;
import hanshu.learn.supervised.Prediction;
import hanshu.learn.supervised.Provenance;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.input.TableForm;
import hanshu.learn.supervised.task.model.Answering;
import hanshu.learn.supervised.task.model.Forms;
import hanshu.learn.supervised.task.model.Part;
import hanshu.learn.supervised.task.model.Scoring;
import hanshu.learn.supervised.task.model.TaskModel;
import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.learn.supervised.task.output.TagForm;
import hanshu.learn.supervised.task.output.TextOutput;
import hanshu.nn.Params;
import hanshu.train.config.Config;
import hanshu.train.metric.ClassificationMetrics;
import hanshu.train.metric.Interval;
import hanshu.train.metric.TemperatureScaling;
import hanshu.train.report.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * A function learned of any inputs: cases in, an answer for each output, with how sure it is.
 *
 * <pre>{@code
 * var function = TaskFunction.load(Path.of("digits.safetensors"));
 * var answers = function.predict(Opening.of(Path.of("picture.png"), function.config()).learning());
 * }</pre>
 */
public final class TaskFunction {
    private final Forms forms;
    private final TaskConfig config;
    private final Scoring model;
    private final Map<String, TemperatureScaling> certainty;
    private final Provenance provenance;

    TaskFunction(
            Forms forms,
            TaskConfig config,
            Scoring model,
            Map<String, TemperatureScaling> certainty,
            Provenance provenance) {
        this.forms = forms;
        this.config = config;
        this.model = model;
        this.certainty = Map.copyOf(certainty);
        this.provenance = provenance;
    }

    /**
     * Reads a model file.
     *
     * @throws hanshu.nn.io.ModelFileException when it is damaged, or not one of a task
     * @throws hanshu.nn.io.FileException when it can't be read
     */
    public static TaskFunction load(Path file) {
        return TaskFile.read(file);
    }

    /** Writes the model file. */
    public void save(Path file) {
        TaskFile.write(this, file);
    }

    /**
     * How good the answers of one output are on some cases.
     *
     * @param intervals where 95 % of each metric would lie on other cases of the same kind
     * @param unlearned how many cases are of a class that no training case was of, so that they count as wrong
     */
    public record Judged(
            String output,
            SequencedMap<String, OptionalDouble> metrics,
            Map<String, Interval> intervals,
            long unlearned) {
        static Judged of(
                String output, OutputForm form, double[][] truth, double[][] answers, Map<String, Interval> intervals) {
            return new Judged(
                    output,
                    Judging.metrics(form, truth, answers),
                    intervals,
                    form instanceof OutputForm.OneClass one ? Judging.unlearned(one, truth) : 0);
        }
    }

    /** Whether a case is one text. */
    public boolean readsOneText() {
        return forms.inputs().size() == 1 && forms.readTexts();
    }

    /** Whether it writes a text after another. */
    public boolean writesTexts() {
        return forms.written().isPresent();
    }

    /** The same, which writes texts by a beam of this width; 1 is greedy. */
    public TaskFunction withBeam(int width) {
        return model instanceof TaskModel network
                ? new TaskFunction(forms, config, network.writing(text -> text.withBeam(width)), certainty, provenance)
                : this;
    }

    /** The same, for which cases that can't be read are left out or end everything. */
    public TaskFunction withOnError(OnError onError) {
        return new TaskFunction(forms, config.withOnError(onError), model, certainty, provenance);
    }

    /** How good the function is on cases whose truth is known, by output. */
    public List<Judged> evaluate(Cases cases) {
        var part = Part.of(cases, forms, config, true);
        var answers = answers(part);
        return config.outputs().stream()
                .map(output -> {
                    var form = forms.output(output.name());
                    var own = Objects.requireNonNull(answers.get(output.name()));
                    var truth = part.truth(output.name());
                    return Judged.of(
                            output.name(), form, truth, own, Judging.intervals(form, truth, own, config.seed()));
                })
                .toList();
    }

    /**
     * Predicts what files or folders hold: pictures, recordings, series, or lists of them.
     *
     * @return for each case its outputs, by name, in the order of the cases
     * @throws hanshu.data.DataException when they hold none of what it reads
     */
    public List<SequencedMap<String, Prediction>> predict(Path... paths) {
        return predict(Opening.asked(List.of(paths), this));
    }

    /** The answers for each case, by output. */
    public List<SequencedMap<String, Prediction>> predict(Cases cases) {
        var answers = answers(Part.of(cases, forms, config, false));
        var all = new ArrayList<SequencedMap<String, Prediction>>();
        for (int i = 0; i < cases.count(); i++) {
            var one = new LinkedHashMap<String, Prediction>();
            for (var output : config.outputs()) {
                one.put(
                        output.name(),
                        prediction(forms.output(output.name()), Objects.requireNonNull(answers.get(output.name()))[i]));
            }
            all.add(one);
        }
        return all;
    }

    static Prediction prediction(OutputForm form, double[] answer) {
        return switch (form) {
            case OutputForm.OneClass(var labels) ->
                new Prediction.Label(
                        labels.get(ClassificationMetrics.mostProbable(answer)), probabilities(labels, answer));
            case OutputForm.Classes(var labels) -> new Prediction.Labels(probabilities(labels, answer));
            case TagForm tags -> new Prediction.Tags(tags.names(answer));
            case OutputForm.Numbers n when n.width() == 1 -> new Prediction.Quantity(answer[0], Optional.empty());
            case OutputForm.Numbers n ->
                new Prediction.Quantities(
                        n.columns(), Arrays.stream(answer).boxed().toList());
            case TextOutput t -> new Prediction.Text(TextOutput.text(answer));
        };
    }

    private static SequencedMap<String, Double> probabilities(List<String> labels, double[] answer) {
        var byLabel = new LinkedHashMap<String, Double>();
        for (int k = 0; k < answer.length; k++) {
            byLabel.put(labels.get(k), answer[k]);
        }
        return byLabel;
    }

    /** Calibrated probabilities, or numbers in their units, of each case by output. */
    Map<String, double[][]> answers(Part part) {
        var answers = Answering.answers(model, part, config.augmentation().testTime());
        answers.replaceAll((name, raw) -> {
            var scaling = certainty.get(name);
            return scaling == null
                    ? units(forms.output(name), raw)
                    : Arrays.stream(logits(raw)).map(scaling::probability).toArray(double[][]::new);
        });
        return answers;
    }

    static double[][] units(OutputForm form, double[][] raw) {
        return Arrays.stream(raw).map(form::units).toArray(double[][]::new);
    }

    static double[][] logits(double[][] probabilities) {
        return Arrays.stream(probabilities)
                .map(row -> Arrays.stream(row)
                        .map(p -> Math.log(Math.max(p, 1e-12)))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** The complete configuration. */
    public TaskConfig config() {
        return config;
    }

    /** Where the function comes from. */
    public Provenance provenance() {
        return provenance;
    }

    /** How many numbers were learned. */
    public long parameters() {
        return Params.of(model).count();
    }

    /** In a few words: what reads each input. */
    public String describe() {
        return describe(Language.ENGLISH);
    }

    /** The same in a language. */
    public String describe(Language language) {
        return language.say(model.describe());
    }

    /** What it reads, in a few words for each input. */
    public SequencedMap<String, String> inputs() {
        var words = new LinkedHashMap<String, String>();
        forms.inputs().forEach((name, form) -> words.put(name, form.describe().english()));
        return words;
    }

    /** How an input reads the columns of a table; empty where it is of another kind. */
    public Optional<Preprocessing> preprocessing(String input) {
        return forms.inputs().get(input) instanceof TableForm table ? Optional.of(table.fitted()) : Optional.empty();
    }

    /** What it answers, in a few words for each output. */
    public SequencedMap<String, String> outputs() {
        var words = new LinkedHashMap<String, String>();
        forms.outputs().forEach((name, form) -> words.put(name, form.describe()));
        return words;
    }

    /** The classes of an output in order; empty where it has none. */
    public List<String> labels(String output) {
        return switch (forms.output(output)) {
            case OutputForm.OneClass(var labels) -> labels;
            case OutputForm.Classes(var labels) -> labels;
            case OutputForm.Numbers _, TagForm _, TextOutput _ -> List.of();
        };
    }

    /** What the inputs were found to be, for reading others in the same way. */
    Forms forms() {
        return forms;
    }

    Scoring model() {
        return model;
    }

    Map<String, TemperatureScaling> certainty() {
        return certainty;
    }

    static String yaml(TaskConfig config) {
        return Config.render(config);
    }
}
