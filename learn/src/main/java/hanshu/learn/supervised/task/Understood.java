package hanshu.learn.supervised.task;

import hanshu.data.Wording;
import hanshu.data.image.augment.Flip;
import hanshu.data.image.augment.RandomCrop;
import hanshu.data.image.augment.RandomErasing;
import hanshu.data.image.augment.TestTime;
import hanshu.data.table.Split;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.InputConfig;
import hanshu.learn.supervised.task.config.OutputConfig;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.config.TaskConfig.Augmenting;
import hanshu.learn.supervised.task.input.Form;
import hanshu.learn.supervised.task.input.PictureForm;
import hanshu.learn.supervised.task.input.SeriesForm;
import hanshu.learn.supervised.task.input.TextForm;
import hanshu.learn.supervised.task.input.WordForm;
import hanshu.learn.supervised.task.model.Forms;
import hanshu.learn.supervised.task.model.Part;
import hanshu.learn.supervised.task.model.Together;
import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.learn.supervised.task.output.TagForm;
import hanshu.learn.supervised.task.output.TextOutput;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.tensor.Cost;
import hanshu.tensor.Key;
import hanshu.train.config.ConfigException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What was understood of the data of a task before anything is learned from it, and what was chosen for that. */
public final class Understood {
    /** More validation cases than this tell no more about which epoch is the best. */
    private static final int MOST_VALIDATION = 5_000;

    /** Arithmetic operations in a second that two cores reach in training, about. */
    private static final double FLOPS = 250e9;

    /** Bytes in a second that pass through operations which do little arithmetic, about. */
    private static final double BYTES = 25e9;

    private static final int NETWORKS_OF_TEXTS = 3;

    /** More test cases than this take long to be written, and tell little more. */
    private static final int MOST_TEXTS = 2_000;

    /** So many bytes of pictures tell what one takes. */
    private static final int LOOKED_AT = 100_000;

    private final Provided provided;
    private final TaskConfig config;
    private final Forms forms;
    private final Part train;
    private final Part validation;
    private final Optional<Part> test;
    private final List<String> choices;
    private final List<Wording> notices;

    /**
     * Looks at the data.
     *
     * @throws hanshu.data.DataException when nothing can be learned from them
     * @throws ConfigException when the configuration asks for what they can't give
     */
    public static Understood of(Provided provided, TaskConfig config) {
        return new Understood(provided, config);
    }

    private Understood(Provided provided, TaskConfig asked) {
        this.provided = provided;
        var learning = provided.learning();
        if (learning.count() == 0) {
            throw new hanshu.data.DataException(learning.name() + " holds no case to learn from");
        }
        var named = withOutputs(withInputs(asked, learning), learning);
        var key = Key.of(asked.seed()).at("split");
        var split = split(learning, named, key);
        choices = new ArrayList<>();
        var outputs = new LinkedHashMap<String, OutputForm>();
        for (var output : named.outputs()) {
            var form = Looking.output(learning, output, named, split.train());
            outputs.put(output.name(), form);
            choices.add("%s: %s.".formatted(output.name(), form.describe()));
        }
        var inputs = new LinkedHashMap<String, Form>();
        var filled = new ArrayList<InputConfig>();
        for (var input : named.inputs()) {
            var form = outputs.values().stream()
                    .filter(TextOutput.class::isInstance)
                    .map(written -> (Form) ((TextOutput) written).texts())
                    .findFirst()
                    .orElseGet(() -> Looking.input(learning, input, split.train(), isTagged(named, input.name())));
            inputs.put(input.name(), form);
            filled.add(Looking.filled(input, form, split.train().length));
        }
        forms = new Forms(inputs, outputs);
        config = named.withInputs(filled)
                .withAugmentation(augmentation(named.augmentation(), forms))
                .withTraining(
                        named.training().withNetworks(networks(named.training().networks(), forms)));
        for (var input : filled) {
            choices.add(Looking.reason(input, forms.input(input.name()), named, split.train().length));
        }
        var all = Part.of(learning, forms, config, true);
        train = all.only(split.train());
        validation = provided.validation()
                .map(cases -> Part.of(cases, forms, config, true).learned())
                .orElseGet(() -> all.only(split.validation()));
        test = provided.test()
                .map(cases -> Part.of(cases, forms, config, true))
                .or(() -> split.test().length == 0 ? Optional.empty() : Optional.of(all.only(split.test())));
        notices = notices(provided, config, forms, train, unseen());
        Repeats.notice(
                        learning,
                        split.train(),
                        provided.test().orElse(learning),
                        provided.test()
                                .map(cases -> IntStream.range(0, cases.count()).toArray())
                                .orElse(split.test()))
                .ifPresent(notices::add);
    }

    private static boolean isTagged(TaskConfig config, String input) {
        return config.outputs().stream().anyMatch(output -> output.input().equals(input));
    }

    private static TaskConfig withInputs(TaskConfig config, Cases cases) {
        if (config.inputs().isEmpty()) {
            return config.withInputs(
                    cases.inputs().keySet().stream().map(InputConfig::of).toList());
        }
        for (var input : config.inputs()) {
            if (!cases.inputs().containsKey(input.name())) {
                throw new ConfigException("inputs: %s has no %s; it has %s"
                        .formatted(
                                cases.name(),
                                input.name(),
                                String.join(", ", cases.inputs().keySet())));
            }
        }
        return config;
    }

    private static TaskConfig withOutputs(TaskConfig config, Cases cases) {
        if (!config.outputs().isEmpty()) {
            return config.withOutputs(config.outputs().stream()
                    .map(output -> Looking.tagging(cases, config, output))
                    .toList());
        }
        if (cases.answers().size() != 1) {
            throw new ConfigException("outputs: name what is to be answered, one or more of %s"
                    .formatted(String.join(", ", cases.answers().keySet())));
        }
        var only = OutputConfig.of(cases.answers().firstEntry().getKey());
        return config.withOutputs(List.of(Looking.tagging(cases, config, only)));
    }

    /**
     * In equal shares of the first output's classes, where it has classes. What is written after one text is often nearly
     * the same where the text occurs again: equal ones stay together.
     */
    private Split split(Cases cases, TaskConfig config, Key key) {
        var keeping = config.split();
        int count = cases.count();
        boolean writes = Looking.kind(cases, config.mainOutput()) == OutputConfig.Kind.TEXT;
        double most = writes ? (double) MOST_TEXTS / count : 1;
        double test = provided.test().isPresent() ? 0 : Math.min(keeping.test(), most);
        double learning = Math.max(1, count * (1 - test));
        double share =
                provided.validation().isPresent() ? 0 : Math.min(keeping.validation(), MOST_VALIDATION / learning);
        int[] rows = IntStream.range(0, count).toArray();
        if (share == 0 && test == 0) {
            return new Split(rows, new int[0], new int[0]);
        }
        var shares = new Split.Shares(test, Math.max(share, 1e-9));
        var repeats = writes ? Repeats.of(cases) : Optional.<Repeats>empty();
        var split = repeats.isPresent()
                ? Split.grouped(rows, repeats.get().groups(), shares, key)
                : Split.stratified(rows, Looking.strata(cases, config.mainOutput()), shares, key);
        return provided.validation().isEmpty()
                ? split
                : new Split(
                        IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation()))
                                .sorted()
                                .toArray(),
                        new int[0],
                        split.test());
    }

    /**
     * A few words of a text tell its class, and on which ones a network leans is chance where there are few texts: several
     * networks are surer.
     */
    private static int networks(int asked, Forms forms) {
        boolean sentences =
                forms.inputs().values().stream().allMatch(form -> form instanceof TextForm text && !text.isSpelled());
        boolean vectors = forms.outputs().values().stream()
                .allMatch(form -> form instanceof OutputForm.OneClass
                        || form instanceof OutputForm.Classes
                        || form instanceof OutputForm.Numbers);
        return asked > 0 ? asked : sentences && vectors ? NETWORKS_OF_TEXTS : 1;
    }

    /** Pictures may be moved a little; what is in colour was photographed, and may be mirrored. */
    private static Augmenting augmentation(Augmenting asked, Forms forms) {
        boolean sounds =
                forms.first(SeriesForm.class).flatMap(SeriesForm::hearing).isPresent();
        double mask = asked.mask() >= 0 ? asked.mask() : sounds ? 0.1 : 0;
        double words = asked.words() >= 0 ? asked.words() : 0;
        var pictures = forms.first(PictureForm.class);
        var changes = asked.pictures();
        var views = asked.testTime();
        if (asked.auto() && pictures.isPresent() && changes.isEmpty()) {
            boolean colour = pictures.get().channels() > 1;
            int side = Math.min(pictures.get().height(), pictures.get().width());
            var crop = new RandomCrop(Math.max(1, side / (colour ? 8 : 14)));
            changes = colour ? List.of(crop, new Flip(0.5), new RandomErasing(0.5, 0.02, 0.2)) : List.of(crop);
            views = new TestTime(colour, views.shift());
        }
        if (asked.mixing().isPresent() && (pictures.isEmpty() || forms.inputs().size() > 1)) {
            throw new ConfigException("augmentation: mixup and cutmix mix pictures, and nothing else is read then");
        }
        return new Augmenting(false, changes, asked.mixup(), asked.cutmix(), views, mask, words);
    }

    private static List<Wording> notices(Provided provided, TaskConfig config, Forms forms, Part train, Part unseen) {
        var notices = new ArrayList<>(provided.learning().notices());
        provided.validation().ifPresent(cases -> notices.addAll(cases.notices()));
        provided.test().ifPresent(cases -> notices.addAll(cases.notices()));
        train.inputs().forEach((name, prepared) -> prepared.notices().forEach(notice -> notices.add(of(name, notice))));
        for (var output : config.outputs()) {
            if (forms.output(output.name()) instanceof TagForm tags) {
                Stream.of(provided.validation(), provided.test())
                        .flatMap(Optional::stream)
                        .forEach(cases -> tags.unknown(cases, output)
                                .forEach((tag, count) -> notices.add(Wording.of(
                                                "%s: \"%s\", %s in %s, is nothing that could be learned: it counts as wrong.",
                                                "%s：“%s”在 %4$s 里出现 %3$s，无从学起：算作错误。")
                                        .with(output.name(), tag, times(count), cases.name()))));
            }
            forms.output(output.name())
                    .notices(train.truth(output.name()))
                    .forEach(notice -> notices.add(of(output.name(), notice)));
            if (forms.output(output.name()) instanceof OutputForm.OneClass form) {
                var labels = form.labels();
                long unlearned = Judging.unlearned(form, unseen.truth(output.name()));
                if (unlearned > 0) {
                    notices.add(Wording.of(
                                    "%s: %,d of %,d cases of the test are of a class that no training case is of: they count as wrong.",
                                    "%1$s：%3$,d 个测试样本中有 %2$,d 个属于训练样本里没有的类别：算作错误。")
                            .with(output.name(), unlearned, unseen.count()));
                }
                var counts = new HashMap<Integer, Integer>();
                for (var truth : train.truth(output.name())) {
                    counts.merge((int) truth[0], 1, Integer::sum);
                }
                for (int label = 0; label < labels.size(); label++) {
                    int count = counts.getOrDefault(label, 0);
                    if (count < 2) {
                        notices.add(Wording.of(
                                        "%s: \"%s\" occurs %s among the training cases: it can hardly be learned.",
                                        "%s：“%s”在训练样本里%s：几乎学不到。")
                                .with(
                                        output.name(),
                                        labels.get(label),
                                        count == 0 ? Wording.of("never", "没有出现") : Wording.of("once", "只出现一次")));
                    }
                }
            }
        }
        return notices;
    }

    private static Wording of(String name, Wording notice) {
        return Wording.of("%s: %s", "%s：%s").with(name, notice);
    }

    private static Wording times(int count) {
        return count == 1
                ? Wording.of("once", "1 次")
                : Wording.of("%d times", "%d 次").with(count);
    }

    /** What was asked for, with what was chosen in the place of what was left open. */
    public TaskConfig config() {
        return config;
    }

    public String name() {
        return provided.learning().name();
    }

    /** What was chosen and why, a line for each output and each input. */
    public List<String> choices() {
        return List.copyOf(choices);
    }

    /** What the owner of the data should know. */
    public List<Wording> notices() {
        return List.copyOf(notices);
    }

    public int trainCases() {
        return train.count();
    }

    public int validationCases() {
        return validation.count();
    }

    public int testCases() {
        return test.map(Part::count).orElse(0);
    }

    /** Whether the data say themselves which cases are for the test. */
    public boolean hasOfficialTest() {
        return provided.test().isPresent();
    }

    Forms forms() {
        return forms;
    }

    Part train() {
        return train;
    }

    Part validation() {
        return validation;
    }

    Optional<Part> test() {
        return test;
    }

    /** The cases by which a function is judged: those of the test, or where there are none those of the validation. */
    Part unseen() {
        return test.orElse(validation);
    }

    /** About how many seconds training takes for each case on two cores: three times those of the function. */
    double secondsOfCase(TaskConfig sized) {
        var cost = cost(sized);
        return 3 * (cost.flops() / FLOPS + cost.bytes() / BYTES) / looked();
    }

    /** About how many bytes a training step computes in for each case: what the function reads and writes. */
    double bytesOfCase(TaskConfig sized) {
        return (double) cost(sized).bytes() / looked();
    }

    /** How many cases tell what one takes: few where pictures are large. */
    private int looked() {
        int most = forms.first(PictureForm.class)
                .map(pictures -> Math.clamp(LOOKED_AT / pictures.size().bytes(), 1, 32))
                .orElse(32);
        return Math.min(most, train.count());
    }

    private Cost cost(TaskConfig sized) {
        int cases = looked();
        var model = Together.networks(forms, sized, Key.of(0));
        var live = Params.of(model).in(model);
        var batch = train.batch(IntStream.range(0, cases).toArray(), 0, cases);
        var scores = live.scores(batch, Pass.evaluation());
        return scores.values().stream()
                .map(score -> Cost.of(score.values()))
                .reduce(Cost::plus)
                .orElseThrow();
    }

    /** About how many bytes the cases take that stay in memory. */
    long bytes() {
        return Stream.of(Stream.of(provided.learning()), provided.validation().stream(), provided.test().stream())
                .flatMap(parts -> parts)
                .flatMap(cases -> cases.inputs().values().stream())
                .mapToLong(Given::bytes)
                .sum();
    }

    /** Whether any input is words, most of which are rare. */
    boolean readsTexts() {
        return forms.inputs().values().stream().anyMatch(form -> form instanceof TextForm || form instanceof WordForm);
    }

    /** How many tokens of texts there are to learn from, the longer side of each case. */
    long tokens() {
        return IntStream.range(0, train.count())
                .mapToLong(i -> train.batch(new int[] {i}, 0, 1).steps())
                .sum();
    }

    /** Whether any encoder's width is still open: that of pictures is a matter of time. */
    boolean hasOpenWidth() {
        return config.inputs().stream().anyMatch(input -> input.encoder().width() == 0);
    }

    /** The configuration with all open widths alike. */
    TaskConfig wide(int width) {
        return config.withInputs(config.inputs().stream()
                .map(input -> input.with(input.encoder()
                        .or(input.encoder().type(), width, 1, input.encoder().dropout())))
                .toList());
    }
}
