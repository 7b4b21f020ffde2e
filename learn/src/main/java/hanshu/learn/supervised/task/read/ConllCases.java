package hanshu.learn.supervised.task.read;

import hanshu.data.DataException;
import hanshu.data.Faults;
import hanshu.data.table.Notice;
import hanshu.data.text.TagScheme;
import hanshu.data.text.TaggedText;
import hanshu.data.text.TextFile;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.input.WordForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Opens CoNLL columns: a line for each word, its tag behind it, a blank line behind each sentence. */
public final class ConllCases {
    private static final String INPUT = "words";
    private static final String OUTPUT = "tags";
    private static final int LOOKED_AT = 300;

    private ConllCases() {}

    /** Whether the name says so, or nearly all lines end with the tag of an entity or O. */
    public static boolean takes(Path file) {
        var name = FileNames.name(file).toLowerCase(Locale.ROOT);
        if (name.matches(".*\\.(conll|conll2003|bio|iob|iob2|iobes)(\\.gz)?")) {
            return true;
        }
        if (name.matches(".*\\.(csv|tab|jsonl|ndjson|parquet|xlsx|ts)(\\.gz)?")) {
            return false;
        }
        try {
            return endsWithTags(TextFile.of(file));
        } catch (DataException e) {
            return false; // whoever reads it says what is wrong
        }
    }

    private static boolean endsWithTags(List<String> file) {
        var some = file.stream().limit(LOOKED_AT).toList();
        var tags = some.stream()
                .map(TaggedText::columns)
                .filter(columns -> columns.size() > 1)
                .map(List::getLast)
                .toList();
        long blank = some.stream().filter(String::isBlank).count();
        var scheme = TagScheme.of(tags);
        long known = tags.stream().filter(scheme::knows).count();
        return known > 0
                && known >= 0.9 * (some.size() - blank)
                && tags.stream().anyMatch(tag -> tag.equals(TagScheme.OUTSIDE));
    }

    public static Provided labelled(Path file, TaskConfig config) {
        return new Provided(
                part(file, config),
                FileNames.beside(file, "dev", "valid", "testa").map(other -> part(other, config)),
                FileNames.beside(file, "test", "testb").map(other -> part(other, config)));
    }

    private static Cases part(Path path, TaskConfig config) {
        var file = TextFile.of(path);
        var faults = new Faults(config.onError());
        var text = TaggedText.read(file, faults);
        return of(file.name(), text, config)
                .noticing(faults.notices(file.name(), text.sentences().size() + faults.count()).stream()
                        .map(Notice::wording)
                        .toList());
    }

    /** Sentences with their tags. */
    static Cases of(String name, TaggedText text, TaskConfig config) {
        var words = text.sentences().stream().map(TaggedText.Sentence::tokens).toList();
        var tags = text.sentences().stream()
                .map(sentence -> String.join(" ", sentence.tags()))
                .toList();
        var input =
                config.inputs().isEmpty() ? INPUT : config.inputs().getFirst().name();
        var output = config.outputs().isEmpty()
                ? OUTPUT
                : config.outputs().getFirst().column();
        return Cases.of(name, input, new Given.Words(words), output, tags)
                .at(row -> "%s: %s".formatted(name, excerpt(words.get(row))));
    }

    private static String excerpt(List<String> words) {
        return TextCases.excerpt(String.join(" ", words));
    }

    /** Sentences in columns as they were learned from, whose tags don't matter; or one in each line, its words parted by blanks. */
    public static Cases asked(List<Path> paths, String input, WordForm form) {
        var sentences = new ArrayList<List<String>>();
        for (var path : paths) {
            var file = TextFile.of(path);
            if (isInColumns(file)) {
                sentences.addAll(TaggedText.tokens(file));
            } else {
                file.stream().filter(line -> !line.isBlank()).map(form::words).forEach(sentences::add);
            }
        }
        if (sentences.isEmpty()) {
            throw new DataException(paths.getFirst() + " holds no sentence");
        }
        var inputs = new LinkedHashMap<String, Given>();
        inputs.put(input, new Given.Words(sentences));
        return new Cases(
                FileNames.name(paths.getFirst()),
                inputs,
                new LinkedHashMap<>(),
                row -> excerpt(sentences.get(row)),
                List.of());
    }

    /** A word on each line, or columns. */
    private static boolean isInColumns(List<String> file) {
        var some =
                file.stream().limit(LOOKED_AT).filter(line -> !line.isBlank()).toList();
        boolean single = some.size() > 1
                && some.stream().allMatch(line -> TaggedText.columns(line).size() == 1);
        return (single && file.stream().limit(LOOKED_AT).anyMatch(String::isBlank))
                || some.stream().allMatch(line -> line.indexOf('\t') >= 0)
                || endsWithTags(file);
    }
}
