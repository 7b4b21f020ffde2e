package hanshu.learn.supervised.task.read;

import hanshu.data.DataException;
import hanshu.data.Faults;
import hanshu.data.audio.Recordings;
import hanshu.data.audio.Sounds;
import hanshu.data.audio.Wav;
import hanshu.data.series.Series;
import hanshu.data.table.Notice;
import hanshu.data.table.Table;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Hearing;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.TaskConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Opens recordings: a folder of WAV files by class, or with names {@code label_speaker_index.wav}. Of the latter the
 * indices 0 to 4 of each speaker and label are the test, as in the Free Spoken Digit Dataset.
 */
public final class SoundCases {
    private static final String NAMES = "(?<label>[^_]+)_(?<speaker>[^_]+)_(?<index>\\d+)\\.(?i:wav)";
    private static final int TEST_BELOW = 5;
    private static final int BANDS = 40;

    private SoundCases() {}

    public static boolean takes(Path folder) {
        try (var files = Files.walk(folder, 3)) {
            return files.anyMatch(SoundCases::isWav);
        } catch (IOException e) {
            throw new DataException(folder + " can't be read: " + e.getMessage(), e);
        }
    }

    static boolean isWav(Path file) {
        return file.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".wav");
    }

    public static Provided labelled(Path folder, TaskConfig config, Optional<Hearing> known) {
        List<Path> found;
        try (var files = Files.walk(folder)) {
            found = files.filter(SoundCases::isWav).sorted().toList();
        } catch (IOException e) {
            throw new DataException(folder + " can't be read: " + e.getMessage(), e);
        }
        boolean named = found.stream().allMatch(file -> FileNames.name(file).matches(NAMES));
        var table = named ? Recordings.named(folder, NAMES) : Recordings.byFolder(folder);
        var output = config.outputs().isEmpty()
                ? Recordings.LABEL
                : config.outputs().getFirst().column();
        var sounds = Sounds.read(table, folder, Recordings.PATH, Optional.of(output), config.onError());
        var hearing = known.orElseGet(() -> new Hearing(sounds.commonRate(), BANDS));
        var series = sounds.series(hearing::of).series();
        var rows = IntStream.range(0, series.size()).boxed().toList();
        if (!named) {
            var beside = found.stream()
                    .filter(file -> folder.equals(file.getParent()))
                    .toList();
            if (!beside.isEmpty()) {
                throw new DataException("%s: %s beside the folders of the classes, such as %s: move them"
                        .formatted(
                                folder,
                                beside.size() == 1 ? "a recording lies" : beside.size() + " recordings lie",
                                beside.getFirst()));
            }
            return Provided.of(cases(folder, config, sounds, table, series, rows, hearing, output));
        }
        var indices = table.cells("index");
        var test = rows.stream()
                .filter(i -> Integer.parseInt(indices.text(sounds.rows()[i])) < TEST_BELOW)
                .toList();
        var train = rows.stream()
                .filter(i -> Integer.parseInt(indices.text(sounds.rows()[i])) >= TEST_BELOW)
                .toList();
        return test.isEmpty() || train.isEmpty()
                ? Provided.of(cases(folder, config, sounds, table, series, rows, hearing, output))
                : Provided.of(
                        cases(folder, config, sounds, table, series, train, hearing, output),
                        cases(folder, config, sounds, table, series, test, hearing, output));
    }

    private static Cases cases(
            Path folder,
            TaskConfig config,
            Sounds sounds,
            Table table,
            List<Series> series,
            List<Integer> rows,
            Hearing hearing,
            String output) {
        var input =
                config.inputs().isEmpty() ? "sound" : config.inputs().getFirst().name();
        var given = new Given.Sequences(rows.stream().map(series::get).toList(), Optional.of(hearing));
        var answers = rows.stream().map(sounds.answers()::get).toList();
        var paths = table.cells(Recordings.PATH);
        return Cases.of(FileNames.name(folder), input, given, output, answers)
                .at(row -> paths.text(sounds.rows()[rows.get(row)]))
                .noticing(sounds.notices().stream().map(Notice::wording).toList());
    }

    public static Cases asked(List<Path> paths, TaskConfig config, String input, Hearing hearing) {
        var files = new ArrayList<Path>();
        for (var path : paths) {
            if (Files.isDirectory(path)) {
                try (var inside = Files.walk(path)) {
                    inside.filter(SoundCases::isWav).sorted().forEach(files::add);
                } catch (IOException e) {
                    throw new DataException(path + " can't be read: " + e.getMessage(), e);
                }
            } else {
                files.add(path);
            }
        }
        var series = new ArrayList<Series>();
        var kept = new ArrayList<Path>();
        var faults = new Faults(config.onError());
        var leftOut = new TreeMap<Integer, String>();
        for (int i = 0; i < files.size(); i++) {
            try {
                series.add(hearing.of(Wav.read(files.get(i))));
                kept.add(files.get(i));
            } catch (DataException e) {
                faults.found(e);
                leftOut.put(i, files.get(i).toString());
            }
        }
        if (series.isEmpty()) {
            throw new DataException("no recording that can be read in " + paths.getFirst());
        }
        var inputs = new LinkedHashMap<String, Given>();
        inputs.put(input, new Given.Sequences(series, Optional.of(hearing)));
        return new Cases(
                        "sounds",
                        inputs,
                        new LinkedHashMap<>(),
                        row -> kept.get(row).toString(),
                        faults.notices("recordings", files.size()).stream()
                                .map(Notice::wording)
                                .toList())
                .without(leftOut);
    }
}
