package hanshu.data.series;

import hanshu.data.DataException;
import hanshu.data.table.TableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A series in one cell of a table or one value of a JSON line.
 *
 * <pre>
 *   1.5 2 ? 4        1.5;2;?;4        1.5,2,?,4        [1.5, 2, null, 4]        one channel
 *   [[1, 10], [2, 20], [3, 30]]                                                 three steps of two channels
 * </pre>
 *
 * {@code ?}, {@code NaN}, {@code NA}, {@code null} and nothing between two marks are missing numbers.
 */
final class SequenceCell {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SequenceCell() {}

    /**
     * The series that a cell holds.
     *
     * @param where for messages, such as {@code gait.csv:3: }
     */
    static Series parse(String cell, String where) {
        var text = cell.strip();
        if (text.isEmpty()) {
            throw new DataException(where + "a sequence of numbers is expected, but there is nothing");
        }
        if (text.startsWith("[")) {
            try {
                return parse(JSON.readTree(text.replaceAll("\\b(?i:nan|na)\\b|\\?", "null")), where);
            } catch (JacksonException e) {
                throw new DataException(
                        where + "a list such as [1, 2, 3] is expected, but it is " + TableException.excerpt(text), e);
            }
        }
        var mark = text.contains(";") ? ";" : text.contains(",") ? "," : "\\s+";
        return new Series(numbers(text.split(mark, -1), where), 1);
    }

    /** The series of a JSON list of numbers, or of a list of steps that are lists of one number a channel. */
    static Series parse(JsonNode list, String where) {
        if (!list.isArray() || list.isEmpty()) {
            throw new DataException(
                    where + "a list of numbers is expected, but it is " + TableException.excerpt(list.toString()));
        }
        int channels = list.get(0).isArray() ? list.get(0).size() : 1;
        var values = new float[list.size() * channels];
        int at = 0;
        for (var step : list) {
            boolean fits = step.isArray() ? step.size() == channels : channels == 1;
            if (!fits || channels == 0) {
                throw new DataException(where
                        + "each step has %d numbers, but one is %s"
                                .formatted(channels, TableException.excerpt(step.toString())));
            }
            for (int channel = 0; channel < channels; channel++) {
                values[at++] = number(step.isArray() ? step.get(channel) : step, where);
            }
        }
        return new Series(values, channels);
    }

    private static float number(JsonNode node, String where) {
        if (node.isNull()) {
            return Float.NaN;
        }
        return checked(node.isNumber() ? node.asDouble() : Double.POSITIVE_INFINITY, node.toString(), where);
    }

    /** The numbers of a channel as they are written. */
    static float[] numbers(String[] texts, String where) {
        var numbers = new float[texts.length];
        for (int i = 0; i < numbers.length; i++) {
            var text = texts[i].strip();
            numbers[i] = checked(number(text), text, where);
        }
        return numbers;
    }

    private static float checked(double number, String text, String where) {
        if (Float.isInfinite((float) number)) {
            throw new DataException(
                    where + "a finite number is expected, but it is \"" + TableException.excerpt(text) + "\"");
        }
        return (float) number;
    }

    /** The number; NaN when it is missing, infinite when the text is none. */
    static double number(String text) {
        if (text.isEmpty() || text.equals("?") || text.equalsIgnoreCase("nan") || text.equalsIgnoreCase("na")) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.POSITIVE_INFINITY; // which is refused where a number is needed
        }
    }

    /** Channels side by side: (channels, time) → (time, channels). */
    static Series ofChannels(float[][] channels) {
        var values = new float[channels.length * channels[0].length];
        for (int channel = 0; channel < channels.length; channel++) {
            for (int step = 0; step < channels[channel].length; step++) {
                values[step * channels.length + channel] = channels[channel][step];
            }
        }
        return new Series(values, channels.length);
    }
}
