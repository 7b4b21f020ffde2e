package hanshu.learn.supervised.task.read;

import hanshu.data.DataException;
import hanshu.data.audio.Sounds;
import hanshu.data.image.Manifest;
import hanshu.data.image.PictureFiles;
import hanshu.data.image.Reading;
import hanshu.data.series.SequenceFile;
import hanshu.data.table.Cells;
import hanshu.data.table.Kind;
import hanshu.data.table.Nearest;
import hanshu.data.table.Notice;
import hanshu.data.table.Schema;
import hanshu.data.table.Table;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Hearing;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.learn.supervised.task.config.InputConfig;
import hanshu.learn.supervised.task.config.InputConfig.Tokens;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.input.Form;
import hanshu.learn.supervised.task.input.PictureForm;
import hanshu.learn.supervised.task.input.SeriesForm;
import hanshu.train.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Opens tables whose columns hold more than numbers and names: texts, paths of pictures and recordings, whole series. All
 * columns that are ordinary ones are together one input more.
 */
public final class TableCases {
    /** What the ordinary columns are called together. */
    private static final String COLUMNS = "columns";

    private static final int LOOKED_AT = 20;
    private static final int BANDS = 40;

    /** Of numbers, or of steps that are such lists. */
    private static final Pattern LIST = Pattern.compile("\\[\\s*(\\[\\s*)?[-+.0-9].*\\]", Pattern.DOTALL);

    private TableCases() {}

    /** Whether a column holds paths or lists of numbers, or all that could be learned from are texts. */
    public static boolean takes(Table table, Path folder, List<String> targets) {
        var inputs = inputs(table, folder, targets);
        return inputs.stream().anyMatch(input -> input.kind() != InputConfig.Kind.TABLE)
                && (inputs.stream().noneMatch(input -> input.kind() == InputConfig.Kind.TABLE)
                        || inputs.stream()
                                .anyMatch(input -> input.kind() != InputConfig.Kind.TABLE
                                        && input.kind() != InputConfig.Kind.TEXT));
    }

    /** An input for each column of texts, pictures, sounds or series, and one for all others. */
    static List<InputConfig> inputs(Table table, Path folder, List<String> targets) {
        var inputs = new ArrayList<InputConfig>();
        boolean ordinary = false;
        for (var column : Schema.of(table).columns()) {
            if (targets.contains(column.name())) {
                continue;
            }
            var kind = kind(table.cells(column.name()), column.kind(), folder);
            if (kind == InputConfig.Kind.TABLE) {
                ordinary |= column.kind() != Kind.IDENTIFIER
                        && column.kind() != Kind.CONSTANT
                        && column.kind() != Kind.IGNORED;
            } else {
                inputs.add(of(column.name(), kind));
            }
        }
        if (ordinary) {
            inputs.add(of(COLUMNS, InputConfig.Kind.TABLE));
        }
        return inputs;
    }

    private static InputConfig of(String name, InputConfig.Kind kind) {
        return new InputConfig(name, "", kind, 0, Tokens.AUTO, EncoderConfig.DEFAULTS);
    }

    private static InputConfig.Kind kind(Cells cells, Kind kind, Path folder) {
        int rows = Math.min(LOOKED_AT, cells.rows());
        if (rows > 0 && all(cells, rows, text -> PictureFiles.isPicture(text) && Files.exists(folder.resolve(text)))) {
            return InputConfig.Kind.PICTURE;
        }
        if (rows > 0
                && all(cells, rows, text -> SoundCases.isWav(Path.of(text)) && Files.exists(folder.resolve(text)))) {
            return InputConfig.Kind.SOUND;
        }
        if (rows > 0 && all(cells, rows, text -> LIST.matcher(text).matches())) {
            return InputConfig.Kind.SERIES;
        }
        return kind == Kind.TEXT ? InputConfig.Kind.TEXT : InputConfig.Kind.TABLE;
    }

    private static boolean all(Cells cells, int rows, java.util.function.Predicate<String> test) {
        return IntStream.range(0, rows).allMatch(row -> !cells.missing(row) && test.test(cells.text(row)));
    }

    /** The cases of a table; paths start from the folder. */
    public static Cases of(Table whole, Path folder, TaskConfig config, Map<String, Form> known, boolean withAnswers) {
        var targets = config.outputs().stream()
                .flatMap(output -> List.of(output.column().split("\\s*,\\s*")).stream())
                .toList();
        if (withAnswers && targets.isEmpty()) {
            throw new ConfigException("outputs: name the column to be answered; %s has %s"
                    .formatted(whole.name(), String.join(", ", whole.names())));
        }
        if (withAnswers) {
            targets.forEach(whole::resolve); // says which columns there are
        }
        var asked = config.inputs().isEmpty() ? inputs(whole, folder, targets) : config.inputs();
        requireApart(asked, targets);
        var legible = new LinkedHashMap<String, Legible>();
        for (var input : asked) {
            legible(whole, folder, input, config, known).ifPresent(read -> legible.put(input.name(), read));
        }
        int[] rows = rows(whole, legible.values());
        var table = rows.length == whole.rows() ? whole : whole.select(rows);
        var inputs = new LinkedHashMap<String, Given>();
        for (var input : asked) {
            var read = legible.get(input.name());
            inputs.put(
                    input.name(),
                    read != null
                            ? read.of(rows)
                            : kind(table, folder, input) == InputConfig.Kind.TEXT
                                    ? new Given.Texts(texts(table, input))
                                    : columns(table, input, asked, targets));
        }
        var notices = legible.values().stream()
                .flatMap(read -> read.notices.stream())
                .map(Notice::wording)
                .distinct()
                .toList();
        return new Cases(whole.name(), inputs, answers(table, targets, withAnswers), table::where, notices)
                .without(IntStream.range(0, whole.rows())
                        .filter(row -> Arrays.binarySearch(rows, row) < 0)
                        .boxed()
                        .collect(Collectors.toMap(row -> row, whole::where, (first, second) -> first, TreeMap::new)));
    }

    /**
     * What a column names or holds and may be damaged, such as pictures.
     *
     * @param rows that could be read, rising
     * @param given what some of them hold, which are told by their places in {@code rows}
     */
    @SuppressWarnings("ArrayRecordComponent") // row numbers, never compared
    private record Legible(int[] rows, Function<int[], Given> given, List<Notice> notices) {
        /** What some rows of the table hold. */
        Given of(int[] chosen) {
            return given.apply(IntStream.of(chosen)
                    .map(row -> Arrays.binarySearch(rows, row))
                    .toArray());
        }
    }

    private static Optional<Legible> legible(
            Table table, Path folder, InputConfig input, TaskConfig config, Map<String, Form> known) {
        return switch (kind(table, folder, input)) {
            case PICTURE -> {
                var files = Manifest.files(table, input.column(), folder);
                var form = Optional.ofNullable((PictureForm) known.get(input.name()));
                var options = PictureCases.options(config.withInputs(List.of(input)), form);
                var reading = form.map(f -> Reading.of(files, options, f.fitting()))
                        .orElseGet(() -> Reading.of(files, options));
                yield Optional.of(new Legible(
                        reading.kept(),
                        chosen -> new Given.Images(reading.pictures().only(chosen), reading.fitting()),
                        reading.notices()));
            }
            case SOUND -> {
                var sounds = Sounds.read(table, folder, input.column(), Optional.empty(), config.onError());
                var hearing = Optional.ofNullable((SeriesForm) known.get(input.name()))
                        .flatMap(SeriesForm::hearing)
                        .orElseGet(() -> new Hearing(sounds.commonRate(), BANDS));
                yield Optional.of(new Legible(
                        sounds.rows(),
                        chosen -> new Given.Sequences(
                                IntStream.of(chosen)
                                        .mapToObj(
                                                i -> hearing.of(sounds.sounds().get(i)))
                                        .toList(),
                                Optional.of(hearing)),
                        sounds.notices()));
            }
            case SEQUENCE, SERIES -> {
                var read = SequenceFile.ofTable(table, input.column(), Optional.empty(), config.onError());
                yield Optional.of(new Legible(
                        read.rows(),
                        chosen -> SeriesCases.given(
                                IntStream.of(chosen)
                                        .mapToObj(read.set().series()::get)
                                        .toList(),
                                Optional.empty()),
                        read.set().notices()));
            }
            case TEXT, TABLE -> Optional.empty(); // every row can be read
            case AUTO -> throw new IllegalStateException("nothing was chosen for " + input.name());
        };
    }

    /** The rows of which everything could be read. */
    private static int[] rows(Table table, Collection<Legible> read) {
        var left = new TreeSet<Integer>();
        IntStream.range(0, table.rows()).forEach(left::add);
        read.forEach(one -> left.retainAll(IntStream.of(one.rows).boxed().collect(Collectors.toSet())));
        if (left.isEmpty()) {
            throw new DataException(table.name() + " has no row of which everything can be read");
        }
        return left.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void requireApart(List<InputConfig> inputs, List<String> targets) {
        for (var input : inputs) {
            if (targets.contains(input.column())) {
                throw new ConfigException(
                        "inputs: %s is also an output; what is given can't be asked for".formatted(input.column()));
            }
        }
    }

    private static InputConfig.Kind kind(Table table, Path folder, InputConfig input) {
        if (input.kind() != InputConfig.Kind.AUTO) {
            return input.kind();
        }
        if (!table.has(input.column())) {
            throw new ConfigException(
                    "inputs: %s has no column %s (an input of all columns left over says kind: table)%s"
                            .formatted(table.name(), input.column(), Nearest.question(input.column(), table.names())));
        }
        return kind(
                table.cells(input.column()),
                Schema.of(table).column(input.column()).kind(),
                folder);
    }

    private static List<String> texts(Table table, InputConfig input) {
        var cells = table.cells(input.column());
        return IntStream.range(0, table.rows()).mapToObj(cells::text).toList();
    }

    /** The column of the input, or all that are neither an answer nor an input of their own. */
    private static Given columns(Table table, InputConfig input, List<InputConfig> inputs, List<String> targets) {
        var own = inputs.stream().map(InputConfig::column).toList();
        var rest = table.has(input.column())
                ? List.of(input.column())
                : table.names().stream()
                        .filter(name -> !own.contains(name) && !targets.contains(name))
                        .toList();
        if (rest.isEmpty()) {
            throw new DataException(table.name() + " has no columns left for the input that takes the others");
        }
        var kept = new ArrayList<>(rest);
        targets.stream().limit(1).filter(table::has).forEach(kept::add); // what encodes columns looks at the answer
        return new Given.Columns(table.keeping(kept), targets.isEmpty() ? "" : targets.getFirst());
    }

    private static SequencedMap<String, List<String>> answers(Table table, List<String> targets, boolean wanted) {
        var answers = new LinkedHashMap<String, List<String>>();
        if (wanted) {
            for (var target : targets) {
                var cells = table.cells(target);
                answers.put(
                        target,
                        IntStream.range(0, table.rows())
                                .mapToObj(row -> cells.missing(row) ? "" : cells.text(row))
                                .toList());
            }
        }
        return answers;
    }
}
