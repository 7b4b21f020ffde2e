package hanshu.train.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0.45528 | 0.4553
                    -0.45528 | -0.4553
                    0.5 | 0.5
                    1 | 1
                    -0.0 | 0
                    12.3 | 12.3
                    99.996 | 100
                    0.99999 | 1
                    1234.5 | 1235
                    100 | 100
                    12345.6 | 12,346
                    206855.8 | 206,856
                    0.00012345 | 0.0001235
                    0.00001234567 | 1.235e-05
                    1e-10 | 1e-10
                    1e20 | 1e+20
                    NaN | NaN
                    Infinity | Infinity
                    """)
    void fourSignificantDigits(double value, String text) {
        assertThat(Digits.of(value)).isEqualTo(text);
    }

    @Test
    void countsSharesAndTimes() {
        assertThat(Digits.fixed(0.39)).isEqualTo("0.3900");
        assertThat(Digits.of(20640L)).isEqualTo("20,640");
        assertThat(Digits.percent(0.98534)).isEqualTo("98.5 %");
        assertThat(Digits.percent(0.9)).isEqualTo("90 %");
        assertThat(Digits.duration(0.0000345)).isEqualTo("35 µs");
        assertThat(Digits.duration(0.34)).isEqualTo("340 ms");
        assertThat(Digits.duration(12.34)).isEqualTo("12.3 s");
        assertThat(Digits.duration(59.7)).isEqualTo("1:00 min");
        assertThat(Digits.duration(3725)).isEqualTo("1:02:05 h");
    }
}
