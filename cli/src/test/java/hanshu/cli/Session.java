package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;

/** One run of the program in this process, and what came of it. */
record Session(int code, String out, String err) {

    static Session of(String... args) {
        return reading("", args);
    }

    static Session reading(String in, String... args) {
        return in(Map.of(), false, in, args);
    }

    static Session in(Map<String, String> environment, boolean colours, String in, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                StandardOutput.over(out, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                new Style(colours),
                OptionalInt.empty(),
                "hanshu");
        int code = Main.run(console, args);
        return new Session(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** It went well and had nothing to complain of. */
    String result() {
        assertThat(err).isEmpty();
        assertThat(code).isZero();
        return out;
    }

    /** It ended with exit code 2, one line of error and no result. */
    String refusal() {
        assertThat(err).startsWith("hanshu: ").endsWith(System.lineSeparator());
        assertThat(err.strip()).doesNotContain("\n");
        assertThat(out).isEmpty();
        assertThat(code).isEqualTo(2);
        return err.strip().substring("hanshu: ".length());
    }
}
