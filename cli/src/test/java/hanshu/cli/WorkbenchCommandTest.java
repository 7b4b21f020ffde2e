package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the workbench refuses before it opens; the page itself is tested in a browser. */
class WorkbenchCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Session.of(
                                    "workbench",
                                    folder.toString(),
                                    "--runs",
                                    folder.resolve("runs").toString(),
                                    "--port",
                                    Integer.toString(taken.getLocalPort()))
                            .refusal())
                    .startsWith("127.0.0.1:%d: ".formatted(taken.getLocalPort()))
                    .endsWith("; another port, or 0 for a free one, may do");
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        var none = folder.resolve("none").toString();
        assertThat(Session.of("workbench", none).refusal()).contains(none);
    }
}
