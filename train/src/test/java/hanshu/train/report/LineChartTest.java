package hanshu.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.train.report.LineChart.Line;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {
    @Test
    void whatHasNoLogarithmIsLeftOutOfDecades() {
        var line = Line.of("a", List.of(1.0, 0.0, Double.NaN, 100.0));
        var decades = new LineChart("t", "words", "step", "loss", true, List.of(line))
                .chart()
                .option();
        assertThat(decades.at("/yAxis/type").asString()).isEqualTo("log");
        assertThat(decades.at("/series/0/data").toString()).isEqualTo("[[1.0,1.0],[4.0,100.0]]");
        var plain = new LineChart("t", "words", "step", "loss", false, List.of(line))
                .chart()
                .option();
        assertThat(plain.at("/series/0/data").size()).isEqualTo(3);
    }

    @Test
    void aLongLineIsThinnedAndKeepsItsEnds() {
        var data = new LineChart("t", "words", "x", "y", false, List.of(Line.of("a", Collections.nCopies(5000, 0.0))))
                .chart()
                .option()
                .at("/series/0/data");
        assertThat(data.size()).isLessThanOrEqualTo(501);
        assertThat(data.get(0).get(0).asInt()).isEqualTo(1);
        assertThat(data.get(data.size() - 1).get(0).asInt()).isEqualTo(5000);
    }

    @Test
    void whatDoesNotFitIsSaid() {
        assertThatThrownBy(() -> new Line("a", List.of(1.0, 2.0), List.of(1.0, 2.0, 3.0)))
                .hasMessage("line \"a\" has 2 values of x and 3 of y");
        assertThatThrownBy(() -> new LineChart("t", "words", "x", "y", false, List.of()))
                .hasMessage("chart \"t\" has no lines");
    }
}
