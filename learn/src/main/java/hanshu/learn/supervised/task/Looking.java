package hanshu.learn.supervised.task;

import hanshu.data.DataException;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.learn.supervised.task.config.InputConfig;
import hanshu.learn.supervised.task.config.OutputConfig;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.input.Form;
import hanshu.learn.supervised.task.input.PictureForm;
import hanshu.learn.supervised.task.input.SeriesForm;
import hanshu.learn.supervised.task.input.TableForm;
import hanshu.learn.supervised.task.input.TextForm;
import hanshu.learn.supervised.task.input.WordForm;
import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.learn.supervised.task.output.TagForm;
import hanshu.learn.supervised.task.output.TextOutput;
import hanshu.train.config.ConfigException;
import hanshu.train.metric.Digits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/** What is chosen by looking at the data: kinds, encoders, and why. */
final class Looking {
    /** More distinct numbers than this are no classes. */
    private static final int MOST_CLASSES = 20;

    private Looking() {}

    static OutputForm output(Cases cases, OutputConfig config, TaskConfig task, int[] rows) {
        return switch (kind(cases, config)) {
            case TEXT -> {
                var read = task.inputs().getFirst();
                if (task.inputs().size() > 1
                        || task.outputs().size() > 1
                        || !(cases.inputs().get(read.name()) instanceof Given.Texts texts)) {
                    throw new ConfigException(
                            "outputs: %s is a text, which is written after one input alone, a text too; name that input, and no other output"
                                    .formatted(config.name()));
                }
                yield TextOutput.fit(texts, texts(cases, config), rows, read);
            }
            case CLASS -> {
                var form = OutputForm.OneClass.fit(texts(cases, config));
                if (form.width() < 2) {
                    throw new DataException("%s: %s is \"%s\" in all cases, so there is nothing to learn"
                            .formatted(
                                    cases.name(), config.name(), form.labels().getFirst()));
                }
                yield form;
            }
            case CLASSES -> OutputForm.Classes.fit(texts(cases, config));
            case NUMBER, NUMBERS -> OutputForm.Numbers.fit(cases, config, rows);
            case TAGS -> TagForm.fit(config.input(), texts(cases, config));
            case AUTO -> throw new IllegalStateException("kind() has chosen");
        };
    }

    static OutputConfig.Kind kind(Cases cases, OutputConfig config) {
        if (config.kind() != OutputConfig.Kind.AUTO) {
            return config.kind();
        }
        if (config.column().contains(",") && !cases.answers().containsKey(config.column())) {
            return OutputConfig.Kind.NUMBERS;
        }
        var texts = texts(cases, config);
        var distinct = new HashSet<>(texts);
        boolean numbers = distinct.stream().allMatch(Looking::isNumber);
        if (!numbers && distinct.size() > MOST_CLASSES && 2 * distinct.size() > texts.size()) {
            return OutputConfig.Kind.TEXT;
        }
        return numbers && distinct.size() > MOST_CLASSES ? OutputConfig.Kind.NUMBER : OutputConfig.Kind.CLASS;
    }

    /**
     * The output with the input that it tags, if it is tags: where it says so, or the data give words and a tag for each.
     */
    static OutputConfig tagging(Cases cases, TaskConfig config, OutputConfig output) {
        boolean givesWords = cases.inputs().values().stream().anyMatch(Given.Words.class::isInstance);
        if (output.kind() != OutputConfig.Kind.TAGS && !(output.kind() == OutputConfig.Kind.AUTO && givesWords)) {
            return output;
        }
        var inputs = config.inputs().stream()
                .map(InputConfig::name)
                .filter(name -> switch (cases.inputs().get(name)) {
                    case Given.Words words -> true;
                    case Given.Texts texts -> true;
                    case null, default -> false;
                })
                .toList();
        if (!output.input().isEmpty() ? !inputs.contains(output.input()) : inputs.size() != 1) {
            throw new ConfigException("outputs: %s is a tag for each word of an input: say which (input: …) of %s"
                    .formatted(output.name(), inputs.isEmpty() ? "texts, of which there are none" : inputs));
        }
        return output.tagging(output.input().isEmpty() ? inputs.getFirst() : output.input());
    }

    private static boolean isNumber(String text) {
        return text.strip().matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    }

    private static List<String> texts(Cases cases, OutputConfig config) {
        var texts = cases.answers().get(config.column());
        if (texts == null) {
            throw new ConfigException("outputs: %s has no %s; it has %s"
                    .formatted(
                            cases.name(),
                            config.column(),
                            String.join(", ", cases.answers().keySet())));
        }
        for (int row = 0; row < texts.size(); row++) {
            if (texts.get(row).isBlank() && config.kind() != OutputConfig.Kind.CLASSES) {
                throw new DataException(
                        "%s: %s is empty".formatted(cases.place().apply(row), config.column()));
            }
        }
        return texts;
    }

    /** The class of each case, or all in one where there are no classes. */
    static int[] strata(Cases cases, OutputConfig config) {
        var strata = new int[cases.count()];
        if (kind(cases, config) == OutputConfig.Kind.CLASS) {
            var numbers = new HashMap<String, Integer>();
            var texts = texts(cases, config);
            for (int row = 0; row < strata.length; row++) {
                strata[row] = numbers.computeIfAbsent(texts.get(row), text -> numbers.size());
            }
        } else {
            Arrays.fill(strata, 0);
        }
        return strata;
    }

    /**
     * What an input is.
     *
     * @param isTagged whether a tag is asked for each of its words
     */
    static Form input(Cases cases, InputConfig config, int[] rows, boolean isTagged) {
        var given = cases.inputs().get(config.name());
        return switch (given) {
            case null -> throw new IllegalStateException("asked for " + config.name() + " unchecked");
            case Given.Images images -> PictureForm.fit(images, rows);
            case Given.Texts texts when isTagged -> WordForm.fit(Given.Words.of(texts), rows);
            case Given.Texts(var texts) -> TextForm.fit(texts, rows, config);
            case Given.Words words -> WordForm.fit(words, rows);
            case Given.Sequences series -> SeriesForm.fit(series, rows, config.size());
            case Given.Columns columns -> TableForm.fit(columns, rows);
        };
    }

    /** With the encoder that suits the input and the number of cases. */
    static InputConfig filled(InputConfig input, Form form, int cases) {
        var kind = switch (form) {
            case PictureForm p -> InputConfig.Kind.PICTURE;
            case TextForm t -> InputConfig.Kind.TEXT;
            case WordForm w -> InputConfig.Kind.TEXT;
            case SeriesForm s -> s.hearing().isPresent() ? InputConfig.Kind.SOUND : InputConfig.Kind.SERIES;
            case TableForm t -> InputConfig.Kind.TABLE;
        };
        return new InputConfig(
                input.name(),
                input.from(),
                input.kind() == InputConfig.Kind.AUTO ? kind : input.kind(),
                input.size(),
                input.tokens(),
                form.choose(input.encoder(), cases));
    }

    /** In one line what reads the input and why. */
    static String reason(InputConfig input, Form form, TaskConfig asked, int cases) {
        boolean chosen = asked.inputs().stream()
                .filter(other -> other.name().equals(input.name()))
                .allMatch(other -> other.encoder().type() == EncoderConfig.Type.AUTO);
        return "%s: %s, %s to learn from: a %s%s."
                .formatted(
                        input.name(),
                        form.describe().english(),
                        Digits.of((long) cases),
                        words(input.encoder(), form),
                        chosen ? ", because " + because(input.encoder().type(), form) : ", as asked");
    }

    private static String words(EncoderConfig encoder, Form form) {
        return switch (encoder.type()) {
            case CNN -> form instanceof TextForm ? "text CNN" : "convolutional network";
            case RESNET -> "residual convolutional network";
            case MOBILENET -> "network of depthwise separable convolutions";
            case VIT -> "Transformer over patches";
            case RNN -> "recurrent network";
            case LSTM -> "long short-term memory (LSTM)";
            case GRU -> "gated recurrent network (GRU)";
            case TCN -> "temporal convolutional network";
            case TRANSFORMER -> "Transformer";
            case TABLE -> "perceptron";
            case AUTO -> throw new IllegalStateException("nothing was chosen");
        };
    }

    private static String because(EncoderConfig.Type type, Form form) {
        return switch (form) {
            case PictureForm p ->
                type == EncoderConfig.Type.RESNET
                        ? "things in colour take many layers, and ways past them let these learn"
                        : "what matters lies near each other, wherever it is";
            case TextForm t
            when t.isTranslated() -> "each word that is written depends on all that is read, and on what was written";
            case TextForm t ->
                type == EncoderConfig.Type.CNN
                        ? "a few words together often tell the class"
                        : "the order of characters matters, and it remembers";
            case WordForm w -> "what a word is its neighbours and its letters tell";
            case SeriesForm s -> "patterns of a few steps tell, wherever they are";
            case TableForm t -> "columns have no order";
        };
    }
}
