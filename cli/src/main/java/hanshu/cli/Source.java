package hanshu.cli;

import hanshu.data.table.Table;
import hanshu.nn.io.AtomicFile;
import hanshu.nn.io.FileException;
import hanshu.train.run.RunException;
import hanshu.train.run.RunFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where rows come from and how they are written. A run keeps this to find them again when it goes on. */
final class Source {
    private static final String STANDARD_INPUT = "-";
    private static final JsonMapper KEPT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "A table (CSV of any dialect or JSON lines; - is standard input), or what holds pictures, texts, sounds or"
                            + " series: docs/data.md says how it may look.")
    private String file = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ANSWERS",
            description = "A text that says line by line what is to be written after each line of FILE, such as its"
                    + " translation.")
    private String answers = "";

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "Rows to be tested on; then all rows of the other file are learned from.")
    private String test = "";

    @ArgGroup(validate = false, heading = Reading.HEADING, order = 9)
    private Reading reading = new Reading();

    /**
     * What a run keeps.
     *
     * @param kind of the run
     * @param sha256 of each file, so that a run never goes on with other rows than it began with
     */
    private record Kept(String kind, List<String> arguments, List<String> sha256) {}

    boolean isEmpty() {
        return file.isEmpty();
    }

    /** As the user gave it. */
    String file() {
        return file;
    }

    /** The file with what is to be written after each line, if one was given. */
    Optional<String> answers() {
        return answers.isEmpty() ? Optional.empty() : Optional.of(answers);
    }

    /** A file to show in an example: this one, if there is one. */
    String example() {
        return file.equals(STANDARD_INPUT) ? "new.csv" : file;
    }

    /** A file to test on, if one was given. */
    Optional<String> test() {
        return test.isEmpty() ? Optional.empty() : Optional.of(test);
    }

    Table table(Console console) {
        return DataCommand.read(console, file, reading);
    }

    Optional<Table> test(Console console) {
        return test.isEmpty() ? Optional.empty() : Optional.of(DataCommand.read(console, test, reading));
    }

    /** Refuses what says how a table is written, where something else is read. */
    void requireAsFound() {
        if (!reading.words().isEmpty()) {
            throw new UsageException(
                    "%s: says how a table is written; pictures, texts, sounds, series and lists of them are read as they are found (UTF-8 is always understood)"
                            .formatted(String.join(" ", reading.words())));
        }
    }

    /** The name of the file without its ending, after which a run is named. */
    String stem() {
        if (file.equals(STANDARD_INPUT)) {
            return "stdin";
        }
        var name = String.valueOf(Path.of(file).getFileName());
        return name.lastIndexOf('.') > 0 ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    /** What names it on a command line. */
    List<String> words() {
        return words(path -> path);
    }

    private List<String> words(UnaryOperator<String> path) {
        var words = new ArrayList<String>();
        words.add(path.apply(file));
        answers().ifPresent(each -> words.add(path.apply(each)));
        test().ifPresent(each -> words.add("--test=" + path.apply(each)));
        words.addAll(reading.words());
        return words;
    }

    void keepIn(RunFolder run, RunKind kind) {
        var kept = new Kept(
                kind.toString(),
                words(Source::absolute),
                files().stream().map(Source::sha256).toList());
        AtomicFile.write(path(run), JsonMapper.shared().writeValueAsString(kept) + "\n");
    }

    /** Where the rows of a run came from, if they are still the same. */
    static Source of(RunFolder run) {
        var kept = kept(run);
        var source = new Source();
        new CommandLine(source).parseArgs(kept.arguments.toArray(String[]::new));
        for (int i = 0; i < source.files().size(); i++) {
            var name = source.files().get(i);
            if (kept.sha256.get(i).isEmpty()) {
                throw new UsageException("%s can't go on: its rows came from %s, which gives them only once"
                        .formatted(run.path(), name.equals(STANDARD_INPUT) ? "standard input" : "the pipe " + name));
            }
            if (!Files.exists(Path.of(name)) || !sha256(name).equals(kept.sha256.get(i))) {
                throw new UsageException(
                        "%s can't go on: %s has changed since it began; train anew".formatted(run.path(), name));
            }
        }
        return source;
    }

    /** What a run learns, as it said when it began. */
    static RunKind kind(RunFolder run) {
        var name = kept(run).kind;
        return RunKind.of(name)
                .orElseThrow(() -> new RunException("%s can't be understood: the kind of its run is one of %s, not %s"
                        .formatted(
                                path(run),
                                Arrays.stream(RunKind.values())
                                        .map(RunKind::toString)
                                        .collect(Collectors.joining(", ")),
                                name)));
    }

    private static Kept kept(RunFolder run) {
        try {
            return KEPT.readValue(Files.readString(path(run)), Kept.class);
        } catch (IOException e) {
            throw FileException.of("read", path(run), e);
        } catch (JacksonException e) {
            throw new RunException("%s can't be understood: %s".formatted(path(run), e.getOriginalMessage()));
        }
    }

    private static Path path(RunFolder run) {
        return run.path().resolve("source.json");
    }

    private List<String> files() {
        return Stream.of(file, answers, test).filter(each -> !each.isEmpty()).toList();
    }

    /** Of the names and lengths of all files: the contents of a large folder would take too long. */
    private static String sha256OfFolder(Path folder) {
        try (var files = Files.walk(folder)) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var each : files.filter(Files::isRegularFile).sorted().toList()) {
                var line = folder.relativize(each) + "\t" + Files.size(each) + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw FileException.of("read", folder, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String absolute(String file) {
        return file.equals(STANDARD_INPUT)
                ? file
                : Path.of(file).toAbsolutePath().normalize().toString();
    }

    /** Whether it gives what it holds only once: standard input, or a pipe. */
    static boolean isStream(String file) {
        var path = Path.of(file);
        return file.equals(STANDARD_INPUT)
                || (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path));
    }

    /** Empty for what can't be read again. */
    private static String sha256(String file) {
        if (isStream(file)) {
            return "";
        }
        if (Files.isDirectory(Path.of(file))) {
            return sha256OfFolder(Path.of(file));
        }
        try (var digest =
                new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            Files.copy(Path.of(file), digest);
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException e) {
            throw FileException.of("read", Path.of(file), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
