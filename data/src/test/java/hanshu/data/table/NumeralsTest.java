package hanshu.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "-0.5|-0.5",
                "+3|3",
                ".28|0.28",
                "5.|5",
                "1e3|1000",
                "1.5E-2|0.015",
                "1,234.5|1234.5",
                "1,234,567|1234567",
                "1 234|1234",
                "1’234.5|1234.5",
                "−7|-7",
                "00012|12",
                "0.1234567890123456789|0.1234567890123456789",
                "12345678901234567890|12345678901234567890",
                "1e-400|0"
            })
    void readsNumbersWithADecimalPoint(String text, double number) {
        assertThat(Numerals.POINT.parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12,5|12.5", "1.234,5|1234.5", "1 234 567,25|1234567.25", "0,125|0.125", "-,5|-0.5"})
    void readsNumbersWithADecimalComma(String text, double number) {
        assertThat(Numerals.COMMA.parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                ".",
                "e5",
                "1e",
                "1e+",
                "1x",
                "0x10",
                "1f",
                "1d",
                "1,23",
                "12,34,567",
                "1,2345",
                "0,123",
                "1.2.3",
                "1-2",
                "NaN",
                "--1",
                "1,234 567",
                ",123",
                "1,,234",
                "1e5.5"
            })
    void refusesWhatIsNoNumber(String text) {
        assertThat(Numerals.POINT.parse(text)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inf", "+Inf", "Infinity", "1e999", "∞"})
    void tellsInfinity(String text) {
        assertThat(Numerals.POINT.parse(text)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Numerals.POINT.parse("-inf")).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void everyDoubleReadsBackAsItself() {
        long seed = 20261122;
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double value = switch (i % 4) {
                case 0 -> random.nextGaussian();
                case 1 -> Math.round(random.nextGaussian() * 1e6) / 1e3;
                case 2 -> random.nextInt();
                default -> Double.longBitsToDouble(random.nextLong());
            };
            if (Double.isFinite(value)) {
                assertThat(Numerals.POINT.parse(Double.toString(value)))
                        .as("seed %d, number %d", seed, i)
                        .isEqualTo(value);
                assertThat(Numerals.POINT.parse(Numerals.text(value)))
                        .as("seed %d, number %d", seed, i)
                        .isEqualTo(value);
                assertThat(Numerals.COMMA.parse(Double.toString(value).replace('.', ',')))
                        .as("seed %d, number %d", seed, i)
                        .isEqualTo(value);
            }
        }
    }
}
