package hanshu.train.tune;

import hanshu.nn.io.FileException;
import hanshu.train.run.RunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The trials of a search, {@code trials.jsonl}: one a line, appended as it ends; a half-written last line does not count. */
public record TrialLog(Path file) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    public void append(Trial trial) {
        try {
            Files.writeString(
                    file, JSON.writeValueAsString(trial) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw FileException.of("write", file, e);
        }
    }

    /** Those that were logged; what a killed process left half-written is cut off. */
    public List<Trial> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            var text = Files.readString(file);
            var whole = text.substring(0, text.lastIndexOf('\n') + 1);
            if (whole.length() < text.length()) {
                Files.writeString(file, whole, StandardCharsets.UTF_8);
            }
            var trials = new ArrayList<Trial>();
            for (var line : whole.lines().toList()) {
                trials.add(JSON.readValue(line, Trial.class));
            }
            return List.copyOf(trials);
        } catch (IOException e) {
            throw FileException.of("read", file, e);
        } catch (JacksonException e) {
            throw new RunException("%s is no log of a search: %s".formatted(file, e.getOriginalMessage()));
        }
    }
}
