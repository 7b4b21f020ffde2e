package hanshu.data.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import hanshu.data.DataException;
import hanshu.data.Faults;
import hanshu.data.OnError;
import hanshu.data.table.Nearest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code .ts} format of the UCR/UEA archives (timeseriesclassification.com; Löning et al. 2019, sktime): comments with
 * {@code #}, a header with {@code @}, and after {@code @data} one case a line.
 *
 * <pre>
 *   {@literal @}univariate false
 *   {@literal @}dimensions 2
 *   {@literal @}classLabel true walking running
 *   {@literal @}data
 *   0.1,0.2,?:3,2,1:walking              channels between colons, their numbers between commas, the answer last
 * </pre>
 *
 * <p>Cases may differ in length; {@code ?} and {@code NaN} are missing numbers. With {@code @targetLabel true} the answer
 * is a number, with {@code @classLabel false} there is none. Series with time stamps are refused.
 */
public final class TsFile {
    private static final List<String> KEYS = List.of(
            "@problemname",
            "@timestamps",
            "@missing",
            "@univariate",
            "@dimension",
            "@dimensions",
            "@equallength",
            "@serieslength",
            "@classlabel",
            "@targetlabel");

    private final String name;
    private final Faults faults;
    private final List<Series> series = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private List<String> classes = List.of();
    private boolean answered;
    private Optional<Integer> channels = Optional.empty();
    private boolean data;
    private int cases;

    private TsFile(String name, OnError onError) {
        this.name = name;
        faults = new Faults(onError);
    }

    /**
     * Reads a file.
     *
     * @param onError what to do about a case that can't be read; a header that can't be read ends the reading
     * @throws DataException if there is no such file, it is no such file, or a case is refused
     */
    public static SeriesSet read(Path path, OnError onError) {
        var file = new TsFile(String.valueOf(path.getFileName()), onError);
        if (!Files.isRegularFile(path)) {
            throw new DataException("there is no file " + path + ": check the name and the folder");
        }
        try (var lines = new BufferedReader(new InputStreamReader(Files.newInputStream(path), UTF_8))) {
            int number = 1;
            for (var line = lines.readLine(); line != null; line = lines.readLine(), number++) {
                file.line(line.strip(), number);
            }
        } catch (IOException e) {
            throw new DataException(path + " can't be read: " + e.getMessage(), e);
        }
        return file.set();
    }

    private void line(String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        if (data) {
            cases++;
            try {
                example(line, where(number));
            } catch (DataException refusal) {
                faults.found(refusal);
            }
        } else {
            header(line, where(number));
        }
    }

    private String where(int number) {
        return name + ":" + number + ": ";
    }

    private void header(String line, String where) {
        var words = line.split("\\s+");
        var key = words[0].toLowerCase(Locale.ROOT);
        if (key.equals("@data")) {
            data = true;
            return;
        }
        if (!KEYS.contains(key)) {
            throw new DataException(where
                    + "a header line such as @classLabel, or @data and series below it, is expected, but it says \""
                    + words[0] + "\"" + (key.startsWith("@") ? Nearest.question(key, KEYS) : ""));
        }
        var value = words.length > 1 ? words[1].toLowerCase(Locale.ROOT) : "";
        switch (key) {
            case "@timestamps" -> {
                if (value.equals("true")) {
                    throw new DataException(
                            where + "series with time stamps are not read: write the values alone, at equal intervals");
                }
            }
            case "@dimension", "@dimensions" -> channels = Optional.of(dimensions(value, where));
            case "@classlabel" -> {
                answered = value.equals("true");
                classes = answered ? Arrays.asList(words).subList(2, words.length) : List.of();
            }
            case "@targetlabel" -> answered = value.equals("true");
            default -> {} // the others say what the series show
        }
    }

    private static int dimensions(String value, String where) {
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new DataException(where + "the number of channels is expected, but it says \"" + value + "\"");
        }
        return Integer.parseInt(value);
    }

    private void example(String line, String where) {
        var parts = Arrays.asList(line.split(":", -1));
        var written = answered ? parts.subList(0, parts.size() - 1) : parts;
        int expected = channels.orElse(written.size());
        if (written.isEmpty() || written.size() != expected) {
            throw new DataException(where
                    + "%d channels%s are expected between colons, but there are %d"
                            .formatted(Math.max(expected, 1), answered ? " and an answer" : "", written.size()));
        }
        var numbers = new float[expected][];
        for (int channel = 0; channel < expected; channel++) {
            numbers[channel] = SequenceCell.numbers(written.get(channel).split(",", -1), where);
            if (numbers[channel].length != numbers[0].length) {
                throw new DataException(where
                        + "channel %d has %d numbers, but the first has %d"
                                .formatted(channel + 1, numbers[channel].length, numbers[0].length));
            }
        }
        var answer = answered ? parts.getLast().strip() : "";
        if (!classes.isEmpty() && !classes.contains(answer)) {
            throw new DataException(where
                    + "the class \"%s\" is none of those in the header: %s"
                            .formatted(answer, String.join(", ", classes)));
        }
        channels = Optional.of(expected);
        series.add(SequenceCell.ofChannels(numbers));
        if (answered) {
            answers.add(answer);
        }
    }

    private SeriesSet set() {
        if (!data) {
            throw new DataException(name + " is no .ts file of series: it has no line @data");
        }
        if (series.isEmpty()) {
            throw new DataException(
                    "%s has no series below @data%s".formatted(name, faults.count() > 0 ? " that can be read" : ""));
        }
        return new SeriesSet(name, series, answers, classes, faults.notices(name, cases)).notingRareClasses();
    }
}
