package hanshu.train.report;

import hanshu.train.metric.Confusion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/** A piece of a page. All text is plain text: the page escapes it. */
public sealed interface Section {

    record Paragraph(String text) implements Section {}

    /** Numbers to be seen first. */
    record Figures(List<Figure> figures) implements Section {
        public Figures {
            figures = List.copyOf(figures);
        }
    }

    /**
     * One of {@link Figures}.
     *
     * @param note a few words below, or empty
     * @param main whether it is the one that the page is about
     */
    record Figure(String value, String label, String note, boolean main) {}

    /** Names and values in their order. */
    record KeyValues(SequencedMap<String, String> values) implements Section {
        public KeyValues {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }

        public static KeyValues of(Map<String, String> values) {
            return new KeyValues(new LinkedHashMap<>(values));
        }
    }

    /**
     * A table with a header; the first column names the row.
     *
     * @param mainRow the row to stand out, from 0; -1 for none
     */
    record DataTable(String caption, List<Column> columns, List<List<String>> rows, int mainRow) implements Section {
        public DataTable {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (var row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException("table \"%s\" has %d columns, but a row has %d cells: %s"
                            .formatted(caption, columns.size(), row.size(), row));
                }
            }
        }

        public static DataTable of(String caption, List<Column> columns, List<List<String>> rows) {
            return new DataTable(caption, columns, rows, -1);
        }
    }

    /** A column of a {@link DataTable}; numbers stand at the right. */
    record Column(String name, boolean number) {
        public static Column text(String name) {
            return new Column(name, false);
        }

        public static Column number(String name) {
            return new Column(name, true);
        }
    }

    /** Cases as they look, each above what was answered. */
    record Exhibits(String caption, List<Exhibit> exhibits) implements Section {
        public Exhibits {
            exhibits = List.copyOf(exhibits);
        }
    }

    /**
     * One of {@link Exhibits}.
     *
     * @param samples what is seen of the case, by the name of the input
     * @param note a few words below
     */
    record Exhibit(SequencedMap<String, Shown> samples, String title, String note) {
        public Exhibit {
            samples = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(samples));
        }

        /** Of one thing that is seen. */
        public static Exhibit of(String title, String note, Shown seen) {
            return new Exhibit(new LinkedHashMap<>(Map.of(title, seen)), title, note);
        }
    }

    /**
     * A chart.
     *
     * @param alternative what it shows, in words, for those who don't see it
     * @param option of ECharts; a colour "$accent", "$second", "$mute", "$ink", "$soft", "$line", "$zone" or "$paper"
     *     is the page's
     * @param height in units of the text size, or {@link #SQUARE}
     * @param numbers the same as a table, to be unfolded
     */
    record Chart(String title, String alternative, JsonNode option, int height, Optional<DataTable> numbers)
            implements Section {
        /** As high as wide. */
        public static final int SQUARE = 0;
    }

    /** Sections beside each other where the page is wide enough. */
    record Beside(List<Section> sections) implements Section {
        public Beside {
            sections = List.copyOf(sections);
        }
    }

    /** A confusion matrix, shaded by the share of each true class. */
    record ConfusionMatrix(String caption, List<String> labels, Confusion confusion) implements Section {
        public ConfusionMatrix {
            labels = List.copyOf(labels);
            if (labels.size() != confusion.classes()) {
                throw new IllegalArgumentException("%d labels for a confusion matrix of %d classes: %s"
                        .formatted(labels.size(), confusion.classes(), labels));
            }
        }
    }

    /** Something that the reader should not miss. */
    record Callout(Kind kind, String title, String text) implements Section {
        public enum Kind {
            NOTE,
            WARNING
        }
    }

    /** Text in a fixed-width font. */
    record Code(String text) implements Section {}

    /** What only some readers want, to be unfolded. */
    record Details(String summary, List<Section> sections) implements Section {
        public Details {
            sections = List.copyOf(sections);
        }
    }
}
