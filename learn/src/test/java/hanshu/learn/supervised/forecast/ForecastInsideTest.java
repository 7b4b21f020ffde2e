package hanshu.learn.supervised.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.table.Table;
import hanshu.train.config.Config;
import hanshu.train.report.Language;
import hanshu.train.report.Section.Chart;
import hanshu.train.report.Section.DataTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a forecaster looks back. */
class ForecastInsideTest {
    private static final int BACK = 8;
    private static final int STEPS = 120;

    @TempDir
    private Path folder;

    /** Two series, the second ten times as large; one of them higher at one step. */
    private Table table(int step, String column, double more) throws IOException {
        var text = new StringBuilder("day,small,large\n");
        for (int t = 0; t < STEPS; t++) {
            double small = Math.sin(0.7 * t) + (t == step && column.equals("small") ? more : 0);
            double large = 10 * Math.cos(0.7 * t) + 0.3 * t + (t == step && column.equals("large") ? more : 0);
            text.append("%d,%s,%s\n".formatted(t, (float) small, (float) large));
        }
        return Table.read(Files.writeString(folder.resolve("two.csv"), text));
    }

    private ForecastFunction function(String forecaster) throws IOException {
        var config = Config.parse(
                "{horizon: 3, lookBack: 8, time: day, targets: [small], seen: [large], forecaster: %s, training: {epochs: 3}}"
                        .formatted(forecaster),
                "test",
                ForecastConfig.DEFAULTS);
        return ForecastLearning.of(table(-1, "", 0), config)
                .learn(Optional.empty(), event -> {})
                .function();
    }

    private static double last(Forecast forecast) {
        return forecast.targets().firstEntry().getValue().getLast().value();
    }

    private void slopesAreDifferences(String forecaster, double error) throws IOException {
        var function = function(forecaster);
        double as = last(function.next(table(-1, "", 0)));
        var slopes = new ForecastInside(function, table(-1, "", 0), Language.ENGLISH).slopes(2);
        for (int at = 0; at < BACK; at++) {
            double more = 0.01;
            double small = last(function.next(table(STEPS - BACK + at, "small", more))) - as;
            double large = last(function.next(table(STEPS - BACK + at, "large", 10 * more))) - as;
            assertThat(slopes[0][at]).isCloseTo(small / more, within(error));
            assertThat(slopes[1][at]).isCloseTo(large / (10 * more), within(error));
        }
    }

    @Test
    void theSlopesOfALinearForecasterAreDifferences() throws IOException {
        slopesAreDifferences("nlinear", 1e-3);
    }

    @Test
    void soAreThoseOfALongShortTermMemory() throws IOException {
        slopesAreDifferences("lstm", 1e-2);
    }

    @Test
    void thePageShowsThemAndTheComputation() throws IOException {
        var sections = ForecastInside.of(function("nlinear"), table(-1, "", 0), Language.CHINESE);
        assertThat(sections).hasSize(3);
        assertThat(sections.getFirst()).isInstanceOf(Chart.class);
        assertThat(sections.getFirst().toString()).contains("如果过去某一步高出 1", "预测第 3 步");
        assertThat(sections.get(1)).isInstanceOf(DataTable.class);
        assertThat(sections.get(1).toString()).contains("small", "large");
        assertThat(sections.get(2).toString()).contains("逐步的计算");
    }
}
