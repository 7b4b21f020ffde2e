package hanshu.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What scikit-learn, SciPy and NumPy say of the same rows: metrics.json, written by metrics.py. */
class ReferenceTest {
    private static JsonNode cases(String kind) throws IOException {
        try (var in = ReferenceTest.class.getResourceAsStream("metrics.json")) {
            return JsonMapper.shared().readTree(in).get(kind);
        }
    }

    @TestFactory
    Iterable<DynamicTest> regression() throws IOException {
        return StreamSupport.stream(cases("regression").spliterator(), false)
                .map(c -> DynamicTest.dynamicTest(
                        c.get("truth").size() + " rows",
                        () -> assertSame(
                                c,
                                RegressionMetrics.of(vector(c.get("truth")), vector(c.get("predicted")))
                                        .asMap())))
                .toList();
    }

    @TestFactory
    Iterable<DynamicTest> classification() throws IOException {
        return StreamSupport.stream(cases("classification").spliterator(), false)
                .map(c -> DynamicTest.dynamicTest(
                        c.get("truth").size() + " rows of " + c.get("confusion").size() + " classes", () -> {
                            var metrics =
                                    ClassificationMetrics.of(labels(c.get("truth")), matrix(c.get("probability")));
                            assertSame(c, metrics.asMap());
                            var confusion = c.get("confusion");
                            for (int t = 0; t < confusion.size(); t++) {
                                for (int p = 0; p < confusion.size(); p++) {
                                    assertThat(metrics.confusion().count(t, p))
                                            .isEqualTo(confusion.get(t).get(p).asInt());
                                }
                            }
                        }))
                .toList();
    }

    @TestFactory
    Iterable<DynamicTest> temperature() throws IOException {
        return StreamSupport.stream(cases("temperature").spliterator(), false)
                .map(c -> DynamicTest.dynamicTest(c.get("truth").size() + " rows", () -> {
                    var fitted = TemperatureScaling.fit(labels(c.get("truth")), matrix(c.get("logits")));
                    double expected = c.get("temperature").asDouble();
                    // the reference searches the loss itself, which is flat at its minimum: √ of the precision
                    assertThat(fitted.temperature()).isCloseTo(expected, within(1e-6 * expected));
                }))
                .toList();
    }

    private static void assertSame(JsonNode expected, Map<String, OptionalDouble> actual) {
        assertThat(actual)
                .isNotEmpty()
                .allSatisfy((name, value) -> assertThat(value.orElseThrow())
                        .isCloseTo(
                                expected.get(name).asDouble(),
                                within(1e-12 * Math.max(1, Math.abs(value.orElseThrow())))));
    }

    private static double[] vector(JsonNode node) {
        return IntStream.range(0, node.size())
                .mapToDouble(i -> node.get(i).asDouble())
                .toArray();
    }

    private static int[] labels(JsonNode node) {
        return IntStream.range(0, node.size()).map(i -> node.get(i).asInt()).toArray();
    }

    private static double[][] matrix(JsonNode node) {
        return IntStream.range(0, node.size())
                .mapToObj(i -> vector(node.get(i)))
                .toArray(double[][]::new);
    }
}
