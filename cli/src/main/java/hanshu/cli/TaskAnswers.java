package hanshu.cli;

import hanshu.data.Wording;
import hanshu.learn.supervised.NamedAnswers;
import hanshu.learn.supervised.Prediction;
import hanshu.learn.supervised.task.Opening;
import hanshu.learn.supervised.task.TaskFunction;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.config.OutputConfig;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answers of a task's function case by case, in the order in which they were asked: where the case stands, then
 * each output, of which those of a case that can't be read are empty. Sentences whose tags are
 * all that is answered are written in columns, as they are learned from: a line for each word, a blank line behind each.
 */
final class TaskAnswers {
    private static final String CASE = "case";

    private TaskAnswers() {}

    /**
     * Answers files, or a text in each line of what comes in where none is named.
     *
     * @return what to know of the cases that can't be read
     */
    static List<Wording> write(
            TaskFunction function, List<String> files, InputStream in, AnswerWriter.Format format, OutputStream out) {
        boolean isNamed = !files.isEmpty() && !files.equals(List.of("-"));
        if (!isNamed && !function.readsOneText()) {
            throw new UsageException("name what is to be answered: files, or a folder of them");
        }
        var cases = !isNamed
                ? Opening.lines("standard input", lines(in), function)
                : Opening.asked(files.stream().map(Path::of).toList(), function);
        var answers = function.predict(cases);
        boolean inColumns = format == AnswerWriter.Format.CSV
                && function.config().outputs().size() == 1
                && function.config().mainOutput().kind() == OutputConfig.Kind.TAGS;
        var words = inColumns ? words(function, cases) : List.<List<String>>of();
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        try {
            if (format == AnswerWriter.Format.CSV && !inColumns && !answers.isEmpty()) {
                writer.write(header(answers.getFirst()));
            }
            int answered = 0;
            for (int asked = 0; asked < answers.size() + cases.leftOut().size(); asked++) {
                var leftOut = cases.leftOut().get(asked);
                if (leftOut != null) {
                    writer.write(unanswered(leftOut, answers.getFirst(), format));
                    continue;
                }
                int i = answered++;
                var place = cases.place().apply(i);
                if (format == AnswerWriter.Format.JSONL) {
                    writer.write(json(place, answers.get(i)) + "\n");
                } else if (answers.get(i).firstEntry().getValue() instanceof Prediction.Tags(var tags) && inColumns) {
                    writer.write(columns(words.get(i), tags));
                } else {
                    writer.write(line(place, answers.get(i)));
                }
            }
            writer.flush(); // whoever opened it closes it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases.leftOut().isEmpty() ? List.of() : cases.notices();
    }

    /** In the place of an answer, with empty ones for the outputs of another. */
    private static String unanswered(
            String place, SequencedMap<String, Prediction> another, AnswerWriter.Format format) {
        if (format == AnswerWriter.Format.JSONL) {
            var object = new LinkedHashMap<String, @Nullable Object>();
            object.put(CASE, place);
            another.keySet().forEach(output -> object.put(output, null));
            return Json.line(object) + "\n";
        }
        var cells = new ArrayList<>(List.of(place));
        another.values().forEach(prediction -> {
            cells.add("");
            NamedAnswers.probabilities(prediction).keySet().forEach(label -> cells.add(""));
        });
        return row(cells);
    }

    private static List<String> lines(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .lines()
                .toList();
    }

    /** The words that are tagged, of each case. */
    private static List<List<String>> words(TaskFunction function, Cases cases) {
        return Given.Words.of(cases, function.config().mainOutput().input()).all();
    }

    private static String columns(List<String> words, List<String> tags) {
        return IntStream.range(0, words.size())
                        .mapToObj(t -> words.get(t) + "\t" + tags.get(t) + "\n")
                        .collect(Collectors.joining())
                + "\n";
    }

    /** With one output it is called prediction, as everywhere; several have their names. */
    private static String header(SequencedMap<String, Prediction> answers) {
        var names = new ArrayList<>(List.of(CASE));
        answers.forEach((output, prediction) -> {
            var name = answers.size() == 1 ? "prediction" : output;
            names.add(name);
            var before = answers.size() == 1 ? "" : output + " ";
            NamedAnswers.probabilities(prediction)
                    .keySet()
                    .forEach(label -> names.add(before + "probability " + label));
        });
        return row(names);
    }

    private static String line(String place, SequencedMap<String, Prediction> answers) {
        var cells = new ArrayList<>(List.of(place));
        answers.values().forEach(prediction -> {
            cells.add(prediction.answer());
            NamedAnswers.probabilities(prediction).values().forEach(p -> cells.add(Float.toString(p.floatValue())));
        });
        return row(cells);
    }

    private static String row(List<String> cells) {
        return cells.stream().map(AnswerWriter::cell).collect(Collectors.joining(",")) + "\n";
    }

    private static String json(String place, SequencedMap<String, Prediction> answers) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put(CASE, place);
        object.putAll(NamedAnswers.of(answers));
        return Json.line(object);
    }
}
