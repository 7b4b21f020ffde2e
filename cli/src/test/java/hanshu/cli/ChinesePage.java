package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report of a run in Chinese: what stands on it, without its code. */
final class ChinesePage {
    /** Four English words and more; names of things have fewer. */
    private static final String ENGLISH = "[A-Za-z]+(?:,? [A-Za-z']+){3,}";

    private static final String CODE = "(?s)<style>.*?</style>|<script>.*?</script>|<pre.*?</pre>";

    private ChinesePage() {}

    /**
     * Writes it, and looks whether it is in Chinese.
     *
     * @param data the pattern of what is the data's own, and may be English
     */
    static String of(Path run, String data) throws IOException {
        var english = Files.readString(run.resolve("report.html"));
        var file = run.resolve("report.zh-CN.html");
        assertThat(Session.of("report", run.toString(), "--language", "zh").result())
                .isEqualTo(file + System.lineSeparator());
        var page = Files.readString(file).replaceAll(CODE, " ");
        assertThat(page.replaceAll(data, " ")).contains("<html lang=\"zh-CN\">").doesNotContainPattern(ENGLISH);
        assertThat(run.resolve("report.html")).hasContent(english);
        return page;
    }

    static String of(Path run) throws IOException {
        return of(run, "$^");
    }
}
