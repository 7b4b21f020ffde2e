package hanshu.learn.supervised.derivation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The source of a program of {@code examples/derivation}, as it stood when the library was built. */
public enum Program {
    ONE_LINE("OneLine.java"),
    MORE_INPUTS("MoreInputs.java"),
    SUM_OF_PIECES("SumOfPieces.java"),
    BATCHES("BatchesAndEpochs.java"),
    LAYERS("Layers.java");

    private final String file;

    Program(String file) {
        this.file = file;
    }

    public String file() {
        return file;
    }

    /** What stands in its class: it can be read, and run, as it is. */
    public String body() {
        try (var in = Program.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the library lacks its own file " + file + ": build it anew");
            }
            var source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int from = source.indexOf('\n', source.indexOf("final class ")) + 1;
            return source.substring(from, source.lastIndexOf("\n}")).stripIndent() + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " of the library", e);
        }
    }
}
