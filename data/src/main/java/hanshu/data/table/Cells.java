package hanshu.data.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/** The cells of one column, stored compactly; immutable. Rows count from 0. */
public sealed interface Cells {
    int rows();

    boolean missing(int row);

    /** The number in this row; NaN when the cell is missing or holds no number. */
    double number(int row);

    /** The text in this row, a number in its shortest form; empty when the cell is missing. */
    String text(int row);

    /** The given rows in the given order. */
    Cells select(int[] rows);

    /** Numbers; NaN is missing. */
    static Cells numbers(double... values) {
        return new Numbers(values.clone());
    }

    /** Texts; an empty one is missing. */
    static Cells texts(List<String> values) {
        var encoder = new Encoder(values.size(), Numerals.POINT);
        for (int row = 0; row < values.size(); row++) {
            if (!values.get(row).isEmpty()) {
                encoder.put(row, values.get(row));
            }
        }
        return encoder.cells();
    }

    static Cells texts(String... values) {
        return texts(List.of(values));
    }

    /** One double a cell. */
    final class Numbers implements Cells {
        private final double[] values;

        Numbers(double[] values) {
            this.values = values;
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean missing(int row) {
            return Double.isNaN(values[row]);
        }

        @Override
        public double number(int row) {
            return values[row];
        }

        @Override
        public String text(int row) {
            return missing(row) ? "" : Numerals.text(values[row]);
        }

        @Override
        public Cells select(int[] rows) {
            return new Numbers(
                    Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
        }
    }

    /** Each distinct text once, and one int a cell that points to it; -1 is missing. */
    final class Texts implements Cells {
        private final int[] codes;
        private final String[] words;
        private final double[] numbers; // what a word is when read as a number

        private Texts(int[] codes, String[] words, double[] numbers) {
            this.codes = codes;
            this.words = words;
            this.numbers = numbers;
        }

        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public boolean missing(int row) {
            return codes[row] < 0;
        }

        @Override
        public double number(int row) {
            return missing(row) ? Double.NaN : numbers[codes[row]];
        }

        @Override
        public String text(int row) {
            return missing(row) ? "" : words[codes[row]];
        }

        @Override
        public Cells select(int[] rows) {
            return new Texts(Arrays.stream(rows).map(row -> codes[row]).toArray(), words, numbers);
        }

        /** Which of the {@link #words} this row holds, -1 when it is missing. */
        int code(int row) {
            return codes[row];
        }

        /** Every text that some row may hold. */
        List<String> words() {
            return List.of(words);
        }
    }

    /** Builds texts cell by cell; rows that are never put are missing. */
    final class Encoder {
        private final int[] codes;
        private final Numerals numerals;
        private final HashMap<String, Integer> codeOf = new HashMap<>();

        Encoder(int rows, Numerals numerals) {
            codes = new int[rows];
            Arrays.fill(codes, -1);
            this.numerals = numerals;
        }

        void put(int row, String text) {
            codes[row] = codeOf.computeIfAbsent(text, fresh -> codeOf.size());
        }

        Cells cells() {
            var words = new String[codeOf.size()];
            var numbers = new double[words.length];
            codeOf.forEach((text, code) -> {
                words[code] = text;
                double number = numerals.parse(text);
                numbers[code] = Double.isInfinite(number) ? Double.NaN : number;
            });
            return new Texts(codes, words, numbers);
        }
    }
}
