package hanshu.train.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What pages are made with. */
public enum Asset {
    STYLE("report.css"),
    /** Apache ECharts, Apache License 2.0. */
    ECHARTS("echarts/echarts.common.min.js"),
    /** What all charts have in common. */
    CHARTS("charts.js"),
    /** Draws the charts of a report. */
    REPORT("report.js");

    private final String name;

    Asset(String name) {
        this.name = name;
    }

    public String text() {
        try (var in = Asset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the library lacks its own file " + name + ": build it anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " of the library", e);
        }
    }
}
