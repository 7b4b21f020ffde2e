package hanshu.train.run;

import hanshu.nn.io.AtomicFile;
import hanshu.nn.io.FileException;
import hanshu.train.report.Language;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of one run. All that it holds appears whole or not at all, save the log, which grows line by line.
 * <pre>
 *   config.yaml         the configuration, complete
 *   environment.json    what it ran on
 *   metrics.jsonl       what happened, one event a line
 *   checkpoints/        all that is needed to go on from there
 *   model.safetensors   the best function
 *   report.html         the report; report.zh-CN.html in Chinese, where that was asked for
 *   result.json         what it achieved
 *   process.json        which process works on it, while one does
 *   finish              there once it was asked to end early
 *   profile.txt         where its time went, if that was asked for; profile.json the same for programs
 * </pre>
 *
 * @param path where it is
 */
public record RunFolder(Path path) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Makes a new folder {@code runs/name-yyyyMMdd-HHmmss}, and {@code runs} where it is missing. */
    public static RunFolder create(Path runs, String name) {
        return create(runs, name, LocalDateTime.now(ZoneId.systemDefault()));
    }

    /**
     * As {@link #create(Path, String)} for a run that started at {@code start}. If there is such a folder already, the
     * new one ends in -2, -3 and so on; nothing is ever written over.
     *
     * @param name letters, digits, dots, hyphens and underscores; anything else becomes a hyphen
     * @throws RunException if it can't be made
     */
    public static RunFolder create(Path runs, String name, LocalDateTime start) {
        var safe = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[.-]+", "");
        var stem = (safe.isEmpty() ? "run" : safe) + "-" + STAMP.format(start);
        try {
            Files.createDirectories(runs);
        } catch (FileAlreadyExistsException e) {
            throw new RunException(
                    "cannot create %s: there is a file of that name; choose another folder".formatted(runs));
        } catch (IOException e) {
            throw new RunException(FileException.of("create", runs, e));
        }
        for (int i = 1; ; i++) {
            var path = runs.resolve(i == 1 ? stem : stem + "-" + i);
            try {
                Files.createDirectory(path);
                Files.createDirectory(path.resolve("checkpoints"));
                return new RunFolder(path);
            } catch (FileAlreadyExistsException e) {
                // Another run started in the same second: the next name may be free.
            } catch (IOException e) {
                throw new RunException(FileException.of("create", path, e));
            }
        }
    }

    /**
     * An existing run.
     *
     * @throws RunException if {@code path} is not the folder of a run
     */
    public static RunFolder open(Path path) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new RunException("%s is a file; name the folder of a run, which it may lie in".formatted(path));
        }
        if (!Files.isDirectory(path)) {
            throw new RunException(
                    "there is no folder %s; name the folder of a run, such as runs/penguins-20260131-093000"
                            .formatted(path));
        }
        var run = new RunFolder(path);
        if (!Files.isRegularFile(run.config())) {
            throw new RunException(
                    "%s is not the folder of a run, or was stopped before it began: it has no config.yaml"
                            .formatted(path));
        }
        return run;
    }

    public Path config() {
        return path.resolve("config.yaml");
    }

    public Path environment() {
        return path.resolve("environment.json");
    }

    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    public Path model() {
        return path.resolve("model.safetensors");
    }

    /** The report in English, which every run that has ended has. */
    public Path report() {
        return report(Language.ENGLISH);
    }

    /** The report in a language: {@code report.html}, {@code report.zh-CN.html}. */
    public Path report(Language language) {
        return path.resolve(language == Language.ENGLISH ? "report.html" : "report." + language.tag() + ".html");
    }

    public Path result() {
        return path.resolve("result.json");
    }

    /** Is there once the run was asked to end early. */
    Path finish() {
        return path.resolve("finish");
    }

    public Path profile() {
        return path.resolve("profile.txt");
    }

    /** A folder for the checkpoints of all trainings of the run. */
    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    public void writeConfig(String yaml) {
        write(config(), yaml);
    }

    public void writeEnvironment(Environment environment) {
        write(environment(), JSON.writeValueAsString(environment) + "\n");
    }

    /** Writes as JSON anything that Jackson can write. */
    public void writeResult(Object result) {
        write(result(), JSON.writeValueAsString(result) + "\n");
    }

    /** Writes where the time went, as a table and as anything that Jackson can write. */
    public void writeProfile(String table, Object forPrograms) {
        write(profile(), table);
        write(path.resolve("profile.json"), JSON.writeValueAsString(forPrograms) + "\n");
    }

    public void writeReport(String html, Language language) {
        write(report(language), html);
    }

    private static void write(Path file, String text) {
        try {
            AtomicFile.write(file, text);
        } catch (FileException e) {
            throw new RunException(e);
        }
    }
}
