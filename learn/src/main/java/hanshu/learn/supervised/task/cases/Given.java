package hanshu.learn.supervised.task.cases;

import hanshu.data.DataException;
import hanshu.data.image.Fitting;
import hanshu.data.image.Pictures;
import hanshu.data.series.Series;
import hanshu.data.table.Table;
import java.util.List;
import java.util.Optional;

/** The values of one input for all cases, as they lie in the data; a list may read each only when it is asked for. */
public sealed interface Given {
    /** How many cases there are. */
    int count();

    /** About how many bytes they take in memory. */
    long bytes();

    /**
     * A picture for each case.
     *
     * @param fitting how files were brought to their size
     */
    record Images(Pictures all, Fitting fitting) implements Given {
        @Override
        public int count() {
            return all.count();
        }

        @Override
        public long bytes() {
            long bytes = (long) all.count() * all.size().bytes();
            return bytes <= Runtime.getRuntime().maxMemory() / 4 ? bytes : 0; // more stay on the disk
        }
    }

    /** A text for each case. */
    record Texts(List<String> all) implements Given {
        @Override
        public int count() {
            return all.size();
        }

        @Override
        public long bytes() {
            return all.stream().mapToLong(text -> 2L * text.length()).sum();
        }
    }

    /** The words of a sentence for each case, as the data part them. */
    record Words(List<List<String>> all) implements Given {
        /**
         * The words of an input.
         *
         * @throws DataException where it is neither words nor texts, or is missing
         */
        public static Words of(Cases cases, String input) {
            var given = cases.inputs().get(input);
            if (given == null) {
                throw new DataException("%s has no input %s of words or texts".formatted(cases.name(), input));
            }
            return of(given);
        }

        /**
         * The words of words or texts; these are parted at their blanks.
         *
         * @throws DataException where it is neither
         */
        public static Words of(Given given) {
            return switch (given) {
                case Words words -> words;
                case Texts(var texts) ->
                    new Words(texts.stream()
                            .map(text -> text.isBlank()
                                    ? List.<String>of()
                                    : List.of(text.strip().split("\\s+")))
                            .toList());
                default -> throw new DataException("words or texts are expected, got " + given);
            };
        }

        @Override
        public int count() {
            return all.size();
        }

        @Override
        public long bytes() {
            return all.stream()
                    .flatMap(List::stream)
                    .mapToLong(word -> 2L * word.length())
                    .sum();
        }
    }

    /**
     * A series for each case: measured numbers, or what is heard in a recording from moment to moment.
     *
     * @param hearing how recordings became these series
     */
    record Sequences(List<Series> all, Optional<Hearing> hearing) implements Given {
        @Override
        public int count() {
            return all.size();
        }

        @Override
        public long bytes() {
            return all.stream()
                    .mapToLong(series -> (long) Float.BYTES * series.values().length)
                    .sum();
        }
    }

    /**
     * A row of a table for each case.
     *
     * @param target the column that is not among what is given
     */
    record Columns(Table table, String target) implements Given {
        @Override
        public int count() {
            return table.rows();
        }

        @Override
        public long bytes() {
            return (long) Double.BYTES * table.rows() * table.names().size();
        }
    }
}
