package hanshu.train.run;

import hanshu.nn.io.AtomicFile;
import hanshu.nn.io.FileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of one run. All that it holds appears whole or not at all, save the log, which grows line by line.
 * <pre>
 *   config.yaml         the configuration, complete
 *   environment.json    what it ran on
 *   metrics.jsonl       what happened, one event a line
 *   checkpoints/        step-0000000618.safetensors: all that is needed to go on from there
 *   model.safetensors   the best function
 *   report.html         the report
 *   result.json         what it achieved
 * </pre>
 *
 * @param path where it is
 */
public record RunFolder(Path path) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final Pattern CHECKPOINT = Pattern.compile("step-\\d{10}\\.safetensors");
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
        if (!Files.isDirectory(path)) {
            throw new RunException(
                    "there is no folder %s; name the folder of a run, such as runs/penguins-20260131-093000"
                            .formatted(path));
        }
        var run = new RunFolder(path);
        if (!Files.isRegularFile(run.config())) {
            throw new RunException("%s is not the folder of a run: it has no config.yaml".formatted(path));
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

    public Path report() {
        return path.resolve("report.html");
    }

    public Path result() {
        return path.resolve("result.json");
    }

    /** The checkpoint after {@code step} steps. */
    public Path checkpoint(long step) {
        return path.resolve("checkpoints").resolve("step-%010d.safetensors".formatted(step));
    }

    /** All checkpoints, the latest first. Each is whole: it got its name after it was written. */
    public List<Path> checkpoints() {
        var folder = path.resolve("checkpoints");
        try (var files = Files.list(folder)) {
            return files.filter(file ->
                            CHECKPOINT.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.reverseOrder()) // the names are of one length
                    .toList();
        } catch (IOException e) {
            throw new RunException(FileException.of("read", folder, e));
        }
    }

    /**
     * The checkpoint to go on from.
     *
     * @throws RunException if there is none yet
     */
    public Path latestCheckpoint() {
        return checkpoints().stream()
                .findFirst()
                .orElseThrow(() -> new RunException(
                        "%s has no checkpoint: it was stopped before the first one; start it anew".formatted(path)));
    }

    /** Deletes all checkpoints but the latest {@code count}, and what a killed process left half-written. */
    public void keepCheckpoints(int count) {
        try (var files = Files.walk(path, 2)) {
            for (var file : checkpoints().stream().skip(count).toList()) {
                Files.deleteIfExists(file);
            }
            for (var file : files.filter(f -> f.toString().endsWith(AtomicFile.TEMPORARY))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new RunException(FileException.of("delete checkpoints in", path, e));
        }
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

    public void writeReport(String html) {
        write(report(), html);
    }

    public void writeModel(AtomicFile.Content content) {
        write(model(), content);
    }

    public void writeCheckpoint(long step, AtomicFile.Content content) {
        write(checkpoint(step), content);
    }

    private static void write(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void write(Path file, AtomicFile.Content content) {
        try {
            AtomicFile.write(file, content);
        } catch (FileException e) {
            throw new RunException(e);
        }
    }
}
