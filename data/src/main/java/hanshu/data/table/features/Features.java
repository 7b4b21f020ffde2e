package hanshu.data.table.features;

import java.util.List;

/**
 * What a network reads.
 *
 * @param rows how many
 * @param numberWidth numbers in each row
 * @param categoryWidth categories in each row
 * @param numbers (rows × numberWidth), row after row; about the size of 1
 * @param categories (rows × categoryWidth), row after row; 0 is a missing or unseen value
 */
@SuppressWarnings("ArrayRecordComponent") // a matrix that is handed on and never compared
public record Features(int rows, int numberWidth, int categoryWidth, float[] numbers, int[] categories) {
    public Features {
        if (numbers.length != rows * numberWidth || categories.length != rows * categoryWidth) {
            throw new IllegalArgumentException("%d rows of %d numbers and %d categories, but %d and %d came"
                    .formatted(rows, numberWidth, categoryWidth, numbers.length, categories.length));
        }
    }

    /** The rows of all, one after the other. */
    public static Features joined(List<Features> parts) {
        var first = parts.getFirst();
        int rows = parts.stream().mapToInt(Features::rows).sum();
        var numbers = new float[rows * first.numberWidth];
        var categories = new int[rows * first.categoryWidth];
        int row = 0;
        for (var part : parts) {
            System.arraycopy(part.numbers, 0, numbers, row * first.numberWidth, part.numbers.length);
            System.arraycopy(part.categories, 0, categories, row * first.categoryWidth, part.categories.length);
            row += part.rows;
        }
        return new Features(rows, first.numberWidth, first.categoryWidth, numbers, categories);
    }

    /** A number of all rows: (rows). */
    float[] column(int number) {
        var column = new float[rows];
        for (int row = 0; row < rows; row++) {
            column[row] = numbers[row * numberWidth + number];
        }
        return column;
    }
}
