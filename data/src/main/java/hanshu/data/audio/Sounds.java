package hanshu.data.audio;

import hanshu.data.DataException;
import hanshu.data.Faults;
import hanshu.data.OnError;
import hanshu.data.series.Series;
import hanshu.data.series.SeriesSet;
import hanshu.data.table.Notice;
import hanshu.data.table.Table;
import hanshu.tensor.Parallel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Sounds in memory, and the answer of each. See {@link Recordings} for an example.
 *
 * @param name of the folder or the manifest, for messages
 * @param sounds each at its own rate
 * @param answers as they are written; empty if there are none
 * @param rows of the table that the sounds come from: some may have been left out
 * @param notices what reading them brought up
 */
@SuppressWarnings("ArrayRecordComponent") // row numbers, handed on and never compared
public record Sounds(String name, List<Sound> sounds, List<String> answers, int[] rows, List<Notice> notices) {
    /** What speech has above 8 kHz tells little. */
    private static final int HIGHEST_RATE = 16_000;

    public Sounds {
        sounds = List.copyOf(sounds);
        answers = List.copyOf(answers);
        notices = List.copyOf(notices);
        if (sounds.isEmpty()) {
            throw new DataException(name + " has no sound that can be read");
        }
    }

    /**
     * Reads the WAV files that a table lists.
     *
     * @param base the folder from which relative paths start
     * @param path the column of paths
     * @param answer the column of answers, if there is one
     * @param onError what to do about a file that can't be read, or has no answer
     * @throws DataException if one is refused, or none is left
     */
    public static Sounds read(Table table, Path base, String path, Optional<String> answer, OnError onError) {
        var read = new Sound[table.rows()];
        var refused = new DataException[table.rows()];
        var paths = table.cells(path);
        var answers = answer.map(table::cells);
        Parallel.run(table.rows(), row -> {
            try {
                if (paths.missing(row)
                        || answers.map(cells -> cells.missing(row)).orElse(false)) {
                    throw new DataException(table.where(row) + ": the path or the answer is missing");
                }
                read[row] = Wav.read(base.resolve(paths.text(row)));
            } catch (DataException e) {
                refused[row] = e;
            }
        });
        var faults = new Faults(onError);
        Arrays.stream(refused).filter(refusal -> refusal != null).forEach(faults::found);
        int[] rows = IntStream.range(0, read.length)
                .filter(row -> refused[row] == null)
                .toArray();
        var notices = new ArrayList<>(table.notices());
        notices.addAll(faults.notices(table.name(), table.rows()));
        return new Sounds(
                table.name(),
                Arrays.stream(rows).mapToObj(row -> read[row]).toList(),
                answers.map(cells -> Arrays.stream(rows).mapToObj(cells::text).toList())
                        .orElse(List.of()),
                rows,
                notices);
    }

    /** The rate that most sounds have, but no more than 16,000 a second. */
    public int commonRate() {
        var counts = new TreeMap<Integer, Integer>();
        sounds.forEach(sound -> counts.merge(Math.min(sound.rate(), HIGHEST_RATE), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    /** The sounds of some rows of the table, which are given by {@link #rows}. */
    public Sounds select(int... chosen) {
        return new Sounds(
                name,
                Arrays.stream(chosen).mapToObj(sounds::get).toList(),
                answers.isEmpty()
                        ? answers
                        : Arrays.stream(chosen).mapToObj(answers::get).toList(),
                Arrays.stream(chosen).map(i -> rows[i]).toArray(),
                notices);
    }

    /**
     * What a network reads of each sound, computed once on all cores.
     *
     * @param features such as {@link LogMel#apply} or {@link Mfcc#apply}
     */
    public SeriesSet series(Function<Sound, Series> features) {
        var series = new Series[sounds.size()];
        Parallel.run(series.length, i -> series[i] = features.apply(sounds.get(i)));
        return SeriesSet.ofClasses(name, Arrays.asList(series), answers, notices);
    }
}
