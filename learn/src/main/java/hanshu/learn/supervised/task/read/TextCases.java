package hanshu.learn.supervised.task.read;

import hanshu.data.DataException;
import hanshu.data.Faults;
import hanshu.data.text.LabelledText;
import hanshu.data.text.TextFile;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.TaskConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * Opens texts: a file of lines LABEL TEXT, where one of the same name but "test" or "dev" in the place of "train" is
 * another part; or a folder with a file of lines for each class.
 */
public final class TextCases {
    private static final int LOOKED_AT = 300;
    private static final int MOST_LABELS = 30;

    private TextCases() {}

    /** Whether lines here and there, but for a few that are faulty, begin with one of few labels, and are no table by their ending. */
    public static boolean takes(Path file) {
        var name = FileNames.name(file).toLowerCase(Locale.ROOT);
        if (name.matches(".*\\.(csv|tsv|tab|jsonl|ndjson|parquet|xlsx)(\\.gz)?")) {
            return false;
        }
        var labels = new HashSet<String>();
        int count = 0;
        int faulty = 0;
        List<String> lines;
        try {
            lines = TextFile.of(file);
        } catch (DataException e) {
            return false; // whoever reads it says what is wrong
        }
        int step = Math.max(1, lines.size() / LOOKED_AT); // from all of it, for it may be sorted by label
        for (int at = 0; at < lines.size(); at += step) {
            var line = lines.get(at);
            if (line.isBlank()) {
                continue;
            }
            var parts = line.split("[ \\t]", 2);
            if (parts[0].matches(".*[,;|].*")) {
                return false;
            }
            if (parts.length == 2) {
                labels.add(parts[0]);
            } else {
                faulty++;
            }
            if (++count == LOOKED_AT) {
                break;
            }
        }
        return labels.size() >= 2 && labels.size() <= MOST_LABELS && labels.size() <= count / 2 && faulty <= count / 10;
    }

    public static Provided lines(Path file, TaskConfig config) {
        return new Provided(
                part(file, config),
                FileNames.beside(file, "dev", "valid").map(other -> part(other, config)),
                FileNames.beside(file, "test").map(other -> part(other, config)));
    }

    private static Cases part(Path path, TaskConfig config) {
        var file = TextFile.of(path);
        var faults = new Faults(config.onError());
        var read = LabelledText.ofLines(file, faults);
        return cases(file.name(), read.texts(), read.labels(), config)
                .noticing(faults.notices(file.name(), file.size()).stream()
                        .map(notice -> notice.wording())
                        .toList());
    }

    private static Cases cases(String name, List<String> texts, List<String> labels, TaskConfig config) {
        var input =
                config.inputs().isEmpty() ? "text" : config.inputs().getFirst().name();
        var output = config.outputs().isEmpty()
                ? "class"
                : config.outputs().getFirst().column();
        return Cases.of(name, input, new Given.Texts(texts), output, labels)
                .at(row -> "%s: %s".formatted(name, excerpt(texts.get(row))));
    }

    static String excerpt(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /** Whether a folder holds files of lines, a class each. */
    public static boolean takesFolder(Path folder) {
        return files(folder).size() >= 2;
    }

    public static Provided folder(Path folder, TaskConfig config) {
        var texts = new ArrayList<String>();
        var labels = new ArrayList<String>();
        for (var file : files(folder)) {
            var label = FileNames.name(file).replaceFirst("\\.txt$", "");
            for (var line : TextFile.of(file)) {
                if (!line.isBlank()) {
                    texts.add(line.strip());
                    labels.add(label);
                }
            }
        }
        return Provided.of(cases(FileNames.name(folder), texts, labels, config));
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DataException(folder + " can't be read: " + e.getMessage(), e);
        }
    }

    /** A text in each line. */
    public static Cases asked(List<Path> paths, String input) {
        var texts = new ArrayList<String>();
        var places = new ArrayList<String>();
        for (var path : paths) {
            var file = TextFile.of(path);
            add(file.name(), file, texts, places);
        }
        return asked(input, paths.getFirst().toString(), texts, places);
    }

    /** The same of lines that are read already. */
    public static Cases asked(String input, String name, List<String> lines) {
        var texts = new ArrayList<String>();
        var places = new ArrayList<String>();
        add(name, lines, texts, places);
        return asked(input, name, texts, places);
    }

    private static void add(String name, List<String> lines, List<String> texts, List<String> places) {
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                texts.add(lines.get(i));
                places.add(name + ":" + (i + 1));
            }
        }
    }

    private static Cases asked(String input, String name, List<String> texts, List<String> places) {
        if (texts.isEmpty()) {
            throw new DataException(name + " holds no text");
        }
        var inputs = new LinkedHashMap<String, Given>();
        inputs.put(input, new Given.Texts(texts));
        return new Cases("texts", inputs, new LinkedHashMap<>(), places::get, List.of());
    }
}
