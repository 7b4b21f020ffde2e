package hanshu.data.table.features;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hanshu.data.Wording;
import hanshu.data.table.Cells;
import hanshu.data.table.Notice;
import hanshu.data.table.Table;
import hanshu.data.table.TableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Between the target as its owner writes it and the numbers that a network learns. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TargetEncoding.Quantity.class, name = "number"),
    @JsonSubTypes.Type(value = TargetEncoding.Classes.class, name = "classes")
})
public sealed interface TargetEncoding {
    String column();

    /**
     * A number, with mean 0 and deviation 1 over the training rows: y = (t − mean)/deviation, where t is the number or,
     * for skewed ones, ln(1 + number).
     */
    record Quantity(String column, boolean log, double mean, double deviation) implements TargetEncoding {
        static Quantity fit(Table table, String column, int[] rows, boolean log) {
            double[] values = numbers(table, column, rows, log);
            double mean = Arrays.stream(values).average().orElse(0);
            double variance = Arrays.stream(values)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElse(0);
            return new Quantity(column, log, mean, variance > 0 ? Math.sqrt(variance) : 1);
        }

        /** (rows), all of which must have the target. */
        public float[] encode(Table table, int[] rows) {
            double[] values = numbers(table, column, rows, log);
            var encoded = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                encoded[i] = (float) ((values[i] - mean) / deviation);
            }
            return encoded;
        }

        /** Back to the unit of the target. */
        public double decode(double y) {
            double value = y * deviation + mean;
            return log ? StrictMath.expm1(value) : value;
        }

        private static double[] numbers(Table table, String column, int[] rows, boolean log) {
            double[] values = hanshu.data.table.features.Quantity.read(table, column, rows);
            for (int i = 0; i < rows.length; i++) {
                if (Double.isNaN(values[i])) {
                    throw new TableException("%s: the target %s is missing".formatted(table.where(rows[i]), column));
                }
                if (log && values[i] <= -1) {
                    throw new TableException(
                            "%s: ln(1 + %s) needs a number above -1, but it is %s: don't use --log-target"
                                    .formatted(
                                            table.where(rows[i]),
                                            column,
                                            table.cells(column).text(rows[i])));
                }
                values[i] = log ? StrictMath.log1p(values[i]) : values[i];
            }
            return values;
        }
    }

    /** One of several classes: its number from 0 in the order of the labels. */
    record Classes(String column, List<String> labels) implements TargetEncoding {
        public Classes {
            labels = List.copyOf(labels);
        }

        /** (rows), all of which must have a label that was there in training; see {@link #align}. */
        public int[] encode(Table table, int[] rows) {
            Cells cells = table.cells(column);
            Map<String, Integer> index = new HashMap<>();
            labels.forEach(label -> index.put(label, index.size()));
            return Arrays.stream(rows)
                    .map(row -> {
                        int number = index.getOrDefault(cells.text(row), -1);
                        if (number < 0) {
                            throw unknown(table, row, TableException.excerpt(cells.text(row)));
                        }
                        return number;
                    })
                    .toArray();
        }

        /**
         * The table with the labels of the training data where its own differ from them only in case, blanks and
         * punctuation at the end, as {@code >50K.} from {@code >50K}. It says so in a notice.
         */
        public Table align(Table table) {
            Cells cells = table.cells(column);
            Map<String, String> known = new HashMap<>();
            labels.forEach(label -> known.put(plain(label), label));
            if (known.size() < labels.size()) {
                return table; // some labels of the training data differ in nothing else themselves
            }
            labels.forEach(label -> known.put(label, label));
            Map<String, String> renamed = new HashMap<>();
            List<String> aligned = new ArrayList<>();
            for (int row = 0; row < cells.rows(); row++) {
                String text = cells.text(row);
                String label = known.getOrDefault(text, known.getOrDefault(plain(text), text));
                if (!label.equals(text)) {
                    renamed.put(text, label);
                }
                aligned.add(label);
            }
            if (renamed.isEmpty()) {
                return table;
            }
            Map.Entry<String, String> example =
                    renamed.entrySet().stream().min(Map.Entry.comparingByKey()).orElseThrow();
            return table.with(column, Cells.texts(aligned))
                    .noting(Notice.info(
                            column,
                            Wording.of(
                                            "Labels of %s in %s are written differently and are taken for those of the training data: %s for %s.",
                                            "%2$s 里 %1$s 的标签写法不同，当作训练数据中的标签：%3$s 当作 %4$s。")
                                    .with(column, table.name(), example.getKey(), example.getValue())));
        }

        private static String plain(String label) {
            return label.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Punct}&&[^+)\\]>]]+$", "");
        }

        private TableException unknown(Table table, int row, String label) {
            String some = String.join(", ", labels.subList(0, Math.min(labels.size(), 10)));
            return new TableException(
                    label.isEmpty()
                            ? "%s: the target %s is missing".formatted(table.where(row), column)
                            : "%s: the class \"%s\" of %s was not in the training data, which has %s%s"
                                    .formatted(table.where(row), label, column, some, labels.size() > 10 ? ", …" : ""));
        }
    }
}
