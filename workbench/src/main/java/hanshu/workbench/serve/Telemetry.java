package hanshu.workbench.serve;

import hanshu.workbench.server.Handler;
import hanshu.workbench.server.Refusal;
import hanshu.workbench.server.Response;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What Prometheus reads: how many requests came, how long each took, how many rows stood in each batch. */
public final class Telemetry {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();
    private final Counter requests = Counter.builder()
            .name("hanshu_requests_total")
            .help("Requests for answers, by route and status.")
            .labelNames("route", "status")
            .register(registry);
    private final Histogram seconds = Histogram.builder()
            .name("hanshu_request_seconds")
            .help("How long a request for answers took, by route.")
            .classicOnly()
            .classicUpperBounds(0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
            .labelNames("route")
            .register(registry);
    private final Histogram batches = Histogram.builder()
            .name("hanshu_batch_rows")
            .help("How many rows were answered together.")
            .classicOnly()
            .classicUpperBounds(1, 2, 4, 8, 16, 32, 64, 128, 256)
            .register(registry);

    public Telemetry() {}

    /** A batch was answered. */
    public void batch(int rows) {
        batches.observe(rows);
    }

    /** A handler whose requests are counted and timed. */
    Handler measured(String route, Handler handler) {
        return request -> {
            long before = System.nanoTime();
            int status = 500;
            try {
                var response = handler.answer(request);
                status = response.status();
                return response;
            } catch (Refusal e) {
                status = e.status();
                throw e;
            } finally {
                requests.labelValues(route, Integer.toString(status)).inc();
                seconds.labelValues(route).observe((System.nanoTime() - before) / 1e9);
            }
        };
    }

    Response read() {
        var text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return Response.of(writer.getContentType(), text.toByteArray());
    }
}
