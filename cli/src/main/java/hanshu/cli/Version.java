package hanshu.cli;

import hanshu.tensor.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the program. */
final class Version implements IVersionProvider {
    static String number() {
        try (var in = Objects.requireNonNull(Version.class.getResourceAsStream("version.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a page says of how it was made. */
    static Map<String, String> facts(String data) {
        var facts = new LinkedHashMap<String, String>();
        if (!data.isEmpty()) {
            facts.put("data", data);
        }
        facts.put("hanshu", number());
        facts.put("java", Runtime.version().toString());
        facts.put("kernels", Machine.kernels().name());
        return facts;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"hanshu " + number()};
    }
}
