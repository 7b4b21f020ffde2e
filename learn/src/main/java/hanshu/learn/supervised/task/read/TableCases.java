package hanshu.learn.supervised.task.read;

import hanshu.data.DataException;
import hanshu.data.OnError;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
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

    private TableCases() {}

    /** Whether a column holds paths, or all that could be learned from are texts. */
    public static boolean takes(Table table, Path folder, List<String> targets) {
        var inputs = inputs(table, folder, targets);
        return inputs.stream().anyMatch(input -> input.kind() != InputConfig.Kind.TABLE)
                && (inputs.stream().noneMatch(input -> input.kind() == InputConfig.Kind.TABLE)
                        || inputs.stream()
                                .anyMatch(input -> input.kind() == InputConfig.Kind.PICTURE
                                        || input.kind() == InputConfig.Kind.SOUND));
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
        var notices = new ArrayList<String>();
        var inputs = new LinkedHashMap<String, Given>();
        var table = pictures(whole, folder, asked, config, known, inputs, notices);
        for (var input : asked) {
            var kind = input.kind() == InputConfig.Kind.AUTO ? kind(table, folder, input) : input.kind();
            switch (kind) {
                case PICTURE -> {} // read above: they tell which rows are left
                case SOUND -> {
                    var sounds = Sounds.read(table, folder, input.column(), Optional.empty(), OnError.FAIL);
                    var hearing = Optional.ofNullable((SeriesForm) known.get(input.name()))
                            .flatMap(SeriesForm::hearing)
                            .orElseGet(() -> new Hearing(sounds.commonRate(), BANDS));
                    inputs.put(
                            input.name(),
                            new Given.Sequences(
                                    sounds.sounds().stream().map(hearing::of).toList(), Optional.of(hearing)));
                }
                case TEXT -> inputs.put(input.name(), new Given.Texts(texts(table, input)));
                case SEQUENCE, SERIES ->
                    inputs.put(
                            input.name(),
                            SeriesCases.given(
                                    SequenceFile.ofTable(table, input.column(), Optional.empty(), OnError.FAIL)
                                            .series(),
                                    Optional.empty()));
                case TABLE -> {} // when it is known which rows are left
                case AUTO -> throw new IllegalStateException("nothing was chosen for " + input.name());
            }
        }
        var ordered = new LinkedHashMap<String, Given>();
        for (var input : asked) {
            var given = inputs.get(input.name());
            ordered.put(input.name(), given == null ? columns(table, input, asked, targets) : given);
        }
        return new Cases(whole.name(), ordered, answers(table, targets, withAnswers), table::where, notices);
    }

    private static void requireApart(List<InputConfig> inputs, List<String> targets) {
        for (var input : inputs) {
            if (targets.contains(input.column())) {
                throw new ConfigException(
                        "inputs: %s is also an output; what is given can't be asked for".formatted(input.column()));
            }
        }
    }

    /** Reads all columns of pictures. The rows that are left are those of which every picture could be read. */
    private static Table pictures(
            Table table,
            Path folder,
            List<InputConfig> asked,
            TaskConfig config,
            Map<String, Form> known,
            Map<String, Given> inputs,
            List<String> notices) {
        var readings = new LinkedHashMap<String, Reading>();
        for (var input : asked) {
            var kind = input.kind() == InputConfig.Kind.AUTO ? kind(table, folder, input) : input.kind();
            if (kind == InputConfig.Kind.PICTURE) {
                var files = Manifest.files(table, input.column(), folder);
                var form = Optional.ofNullable((PictureForm) known.get(input.name()));
                var options = PictureCases.options(config.withInputs(List.of(input)), form);
                var reading = form.map(f -> Reading.of(files, options, f.fitting()))
                        .orElseGet(() -> Reading.of(files, options));
                reading.notices().stream().map(Notice::sentence).forEach(notices::add);
                readings.put(input.name(), reading);
            }
        }
        var left = new TreeSet<Integer>();
        IntStream.range(0, table.rows()).forEach(left::add);
        readings.values()
                .forEach(reading ->
                        left.retainAll(IntStream.of(reading.kept()).boxed().collect(Collectors.toSet())));
        if (left.isEmpty()) {
            throw new DataException(table.name() + " has no row of which every picture can be read");
        }
        var rows = left.stream().mapToInt(Integer::intValue).toArray();
        readings.forEach((name, reading) -> {
            var chosen = IntStream.range(0, reading.kept().length)
                    .filter(i -> left.contains(reading.kept()[i]))
                    .toArray();
            inputs.put(name, new Given.Images(reading.pictures().only(chosen), reading.fitting()));
        });
        return rows.length == table.rows() ? table : table.select(rows);
    }

    private static InputConfig.Kind kind(Table table, Path folder, InputConfig input) {
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
