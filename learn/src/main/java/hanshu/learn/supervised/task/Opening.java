package hanshu.learn.supervised.task;

import hanshu.data.DataException;
import hanshu.data.image.PictureFiles;
import hanshu.data.table.Table;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.InputConfig;
import hanshu.learn.supervised.task.config.OutputConfig;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.input.Form;
import hanshu.learn.supervised.task.input.PictureForm;
import hanshu.learn.supervised.task.input.SeriesForm;
import hanshu.learn.supervised.task.input.TableForm;
import hanshu.learn.supervised.task.input.TextForm;
import hanshu.learn.supervised.task.input.WordForm;
import hanshu.learn.supervised.task.model.Forms;
import hanshu.learn.supervised.task.read.ConllCases;
import hanshu.learn.supervised.task.read.FileNames;
import hanshu.learn.supervised.task.read.PairCases;
import hanshu.learn.supervised.task.read.PictureCases;
import hanshu.learn.supervised.task.read.SeriesCases;
import hanshu.learn.supervised.task.read.SoundCases;
import hanshu.learn.supervised.task.read.TableCases;
import hanshu.learn.supervised.task.read.TextCases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what data are, and opens them. */
public final class Opening {
    private Opening() {}

    /**
     * Whether this is more than a table: a folder, or a file that holds other things than columns.
     *
     * @param path of what is to be learned from
     */
    public static boolean takes(Path path) {
        return Files.isDirectory(path)
                || (Files.isRegularFile(path)
                        && (SeriesCases.takes(path) || ConllCases.takes(path) || TextCases.takes(path)));
    }

    /**
     * The cases that a path holds.
     *
     * @throws DataException when nothing is there that can be read
     */
    public static Provided of(Path path, TaskConfig config) {
        return of(path, config, Optional.empty());
    }

    /**
     * The cases of two files, the second of which says line by line what is to be written after the first.
     *
     * @param config as of {@link #pairs}
     * @throws DataException when they differ in their number of lines
     */
    public static Provided of(Path read, Path written, TaskConfig config) {
        return PairCases.of(read, written, config);
    }

    /** What is asked for where nothing else is said: the lines of the second file, after those of the first. */
    public static TaskConfig pairs(Path read, Path written, TaskConfig config) {
        var input = InputConfig.of(PairCases.language(read, "source"));
        var output = OutputConfig.of(PairCases.language(written, "target"));
        var inputs = config.inputs().isEmpty() ? List.of(input) : config.inputs();
        var outputs = config.outputs().isEmpty() ? List.of(output) : config.outputs();
        return config.withInputs(inputs)
                .withOutputs(outputs.stream().map(OutputConfig::ofText).toList());
    }

    private static Provided of(Path path, TaskConfig config, Optional<Forms> known) {
        if (!Files.exists(path)) {
            throw new DataException("there is no file or folder %s".formatted(path));
        }
        if (!Files.isDirectory(path)) {
            if (SeriesCases.takes(path)) {
                return SeriesCases.labelled(path, config);
            }
            if (isTexts(config) && ConllCases.takes(path)) {
                return ConllCases.labelled(path, config);
            }
            return isTexts(config) && TextCases.takes(path)
                    ? TextCases.lines(path, config)
                    : Provided.of(TableCases.of(Table.read(path), FileNames.folder(path), config, inputs(known), true));
        }
        if (TextCases.takesFolder(path)) {
            return TextCases.folder(path, config);
        }
        if (SoundCases.takes(path)) {
            var hearing = known.flatMap(forms -> forms.first(SeriesForm.class)).flatMap(SeriesForm::hearing);
            return SoundCases.labelled(path, config, hearing);
        }
        requirePictures(path);
        return PictureCases.labelled(path, config, known.flatMap(forms -> forms.first(PictureForm.class)));
    }

    private static Map<String, Form> inputs(Optional<Forms> known) {
        return known.<Map<String, Form>>map(Forms::inputs).orElse(Map.of());
    }

    /** Whoever names a folder in which there is nothing to read may have thought of any kind of data. */
    private static void requirePictures(Path folder) {
        var files = PictureFiles.in(folder);
        if (files.pictures().isEmpty() && files.others().stream().noneMatch(Opening::mayHoldPictures)) {
            throw new DataException(
                    "%s holds nothing to learn from%s: pictures or recordings (.wav) in a folder for each class, IDX files, or a file of texts (.txt) for each class are expected; name a table or a list itself"
                            .formatted(
                                    folder,
                                    files.others().isEmpty()
                                            ? ""
                                            : ", only files such as "
                                                    + files.others().getFirst()));
        }
    }

    private static boolean mayHoldPictures(String file) {
        return file.contains("images") || file.matches("(?i).*\\.(zip|tar|tar\\.gz|tgz)");
    }

    /** Whether nothing was asked for yet, or a single text: as when a run goes on, or a function is judged. */
    private static boolean isTexts(TaskConfig config) {
        return config.outputs().isEmpty()
                || (config.inputs().size() == 1 && config.inputs().getFirst().kind() == InputConfig.Kind.TEXT);
    }

    /** Whether columns hold texts or paths, so that a table's network would not do them justice. */
    public static boolean takes(Path path, Table table, String target) {
        return TableCases.takes(table, FileNames.folder(path), List.of(table.resolve(target)));
    }

    /** Cases of which the truth is known, to judge a function by: the test part, where the data have one. */
    public static Cases judged(Path path, TaskFunction function) {
        if (function.forms().written().isPresent() && !isTable(path)) {
            throw new DataException(
                    "%s says what is read; name the file with what is to be written after each line too, or a table"
                            .formatted(FileNames.name(path)));
        }
        var provided = of(path, function.config(), Optional.of(function.forms()));
        return provided.test().orElse(provided.learning());
    }

    /** The same of two files that say the same line by line. */
    public static Cases judged(Path read, Path written, TaskFunction function) {
        var provided = of(read, written, function.config());
        return provided.test().orElse(provided.learning());
    }

    /**
     * Texts to be answered, a line each; blank ones are left out.
     *
     * @param name of where they come from
     * @param function that {@link TaskFunction#readsOneText}
     */
    public static Cases lines(String name, List<String> lines, TaskFunction function) {
        return TextCases.asked(function.forms().inputs().firstEntry().getKey(), name, lines);
    }

    /** Cases to be answered. */
    public static Cases asked(List<Path> paths, TaskFunction function) {
        if (paths.isEmpty()) {
            throw new DataException("nothing to be answered: name a file or a folder");
        }
        for (var path : paths) {
            if (!Files.exists(path)) {
                throw new DataException("there is no file or folder %s".formatted(path));
            }
        }
        var input = function.forms().inputs().firstEntry();
        if (function.forms().inputs().size() > 1 || isTable(paths.getFirst())) {
            return asked(Table.read(paths.getFirst()), FileNames.folder(paths.getFirst()), function);
        }
        return switch (input.getValue()) {
            case PictureForm form -> PictureCases.asked(paths, function.config(), input.getKey(), form);
            case TextForm form -> TextCases.asked(paths, input.getKey());
            case WordForm form -> ConllCases.asked(paths, input.getKey(), form);
            case SeriesForm form ->
                form.hearing()
                        .map(hearing -> SoundCases.asked(paths, function.config(), input.getKey(), hearing))
                        .orElseGet(() -> SeriesCases.asked(paths.getFirst(), function.config(), input.getKey()));
            case TableForm form -> throw new DataException("expected a table (.csv), got " + paths.getFirst());
        };
    }

    /** Rows of a table to be answered; the paths in it start from the folder. */
    public static Cases asked(Table table, Path folder, TaskFunction function) {
        return TableCases.of(table, folder, function.config(), function.forms().inputs(), false);
    }

    private static boolean isTable(Path path) {
        return Files.isRegularFile(path) && FileNames.name(path).matches("(?i).*\\.(csv|tsv|tab|jsonl|ndjson)(\\.gz)?");
    }
}
