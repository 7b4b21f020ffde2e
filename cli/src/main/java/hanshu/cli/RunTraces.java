package hanshu.cli;

import hanshu.tensor.Machine;
import hanshu.train.Event;
import hanshu.train.config.Config;
import hanshu.train.report.Language;
import hanshu.train.run.Environment;
import hanshu.train.run.EventLog;
import hanshu.train.run.RunFolder;
import hanshu.train.run.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every run writes into its folder, and what a training leaves there. */
final class RunTraces {
    private RunTraces() {}

    /** A new folder with all that it takes to go on from there. */
    static RunFolder begin(Path runs, Source source, RunKind kind, Record config) {
        var folder = RunFolder.create(runs, source.stem());
        keeping(folder, () -> {
            folder.writeEnvironment(
                    Environment.current(Version.number(), Machine.kernels().name()));
            source.keepIn(folder, kind);
            folder.writeConfig(Config.render(config)); // last: with it, all is there
        });
        return folder;
    }

    /** Works on a run, and says so in its folder; where that fails before it got anywhere, nothing is left behind. */
    static void keeping(RunFolder folder, Runnable work) {
        try (var _ = Worker.on(folder)) {
            work.run();
        } catch (RuntimeException | Error e) {
            if (!hasCheckpoint(folder)) {
                discard(folder);
            }
            throw e;
        }
    }

    /** What it takes to get the same again, besides the configuration. */
    static Map<String, String> facts(Source source, long seed, RunFolder folder, Language language) {
        var facts = new LinkedHashMap<String, String>();
        facts.put(
                language.say("data", "数据"),
                source.file() + source.answers().map(each -> ", " + each).orElse(""));
        facts.put(language.say("seed", "随机种子"), String.valueOf(seed));
        facts.put(language.say("run", "运行"), folder.path().toString());
        facts.put("hanshu", Version.number());
        facts.put("java", Runtime.version().toString());
        facts.put(language.say("kernels", "计算内核"), Machine.kernels().name());
        return facts;
    }

    /** All that was logged. */
    static List<Event> events(RunFolder folder) {
        return Files.exists(folder.metrics()) ? EventLog.read(folder.metrics()) : List.of();
    }

    /** The epochs of the first training: where several networks answer together, it stands for the others. */
    static List<Event.EpochEnded> history(RunFolder folder) {
        return events(folder).stream()
                .takeWhile(event -> !(event instanceof Event.RunEnded))
                .filter(Event.EpochEnded.class::isInstance)
                .map(Event.EpochEnded.class::cast)
                .toList();
    }

    private static boolean hasCheckpoint(RunFolder folder) {
        try (var files = Files.walk(folder.path())) {
            return files.anyMatch(file -> file.toString().endsWith(".safetensors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void discard(RunFolder folder) {
        try (var files = Files.walk(folder.path())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            // What can't be deleted stays; the error that ended the run tells more.
        }
    }
}
