package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DeriveCommandTest {
    @TempDir
    private Path folder;

    @Test
    void withoutAFileItIsTheWeather() throws IOException {
        var page = folder.resolve("derive.html");
        var text = Session.of("derive", "--quiet", "-o", "" + page).result();
        assertThat(text)
                .startsWith("temp_max from temp_max 1 before; 899 rows to learn from:")
                .contains(
                        "sum of 100 × relu", "batch  updates", "line, inputs: 28", "network, layers: 4", "weight decay")
                .contains("y = 1.327 + 0.9208·x₁, wrong by 2.855 where the mean is wrong by 7.305");
        assertThat(text.lines()).allMatch(line -> Text.width(line) <= Text.WIDTH);
        assertThat(Files.readString(page))
                .contains(
                        "<html lang=\"en\">",
                        "global minimum",
                        "saddle",
                        "plateau",
                        "slopes.get(0)",
                        "[1, 10]",
                        "θ[0 … 9]",
                        "record Pieces(");
    }

    @Test
    void aTableGivesItsBestColumn() throws IOException {
        var page = folder.resolve("derive.html");
        var json = JsonMapper.shared()
                .readTree(Session.of(
                                "derive",
                                "../examples/data/penguins.csv",
                                "-t",
                                "body_mass_g",
                                "--language",
                                "zh",
                                "--json",
                                "-q",
                                "-o",
                                "" + page)
                        .result());
        assertThat(json.at("/input").asString()).isEqualTo("flipper_length_mm");
        assertThat(json.at("/w").asDouble()).isBetween(40.0, 60.0);
        assertThat(json.at("/models").size()).isGreaterThanOrEqualTo(13);
        assertThat(json.at("/batches/samePasses/0/batch").asInt()).isEqualTo(1);
        assertThat(json.at("/cures/2/cure").asString()).isEqualTo("dropout");
        assertThat(json.at("/cures/2/model/test").asDouble()).isPositive();
        assertThat(json.at("/rmse").asDouble()).isLessThan(json.at("/naive").asDouble());
        assertThat(Files.readString(page)).contains("<html lang=\"zh-CN\">", "全局最小");
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        var gap = folder.resolve("gap.csv");
        Files.writeString(gap, "day,level\n1,2.5\n2,\n3,4\n");
        assertThat(Session.of("derive", "" + gap).refusal())
                .isEqualTo("name what is to be found with --target; gap.csv has day, level");
        assertThat(Session.of("derive", "" + gap, "-t", "level", "--before", "1")
                        .refusal())
                .isEqualTo("gap.csv:3: level has no number there; a series has one in every row");
        var still = folder.resolve("still.csv");
        Files.writeString(still, "x,y\n" + "1.5,2.5\n2.5,2.5\n".repeat(40));
        assertThat(Session.of("derive", "" + still, "-t", "y").refusal())
                .isEqualTo("column y is of the kind constant; what is derived is a number: choose another --target");
        assertThat(Session.of("derive", "" + gap, "-t", "levle").refusal()).contains("levle", "level");
        assertThat(Session.of("derive", "--language", "fr").refusal())
                .isEqualTo("--language: expected en or zh, got \"fr\"");
        assertThat(Session.of("derive", "--before", "-1").refusal()).isEqualTo("--before: expected 1 or more, got -1");
        assertThat(Session.of("derive", "../examples/data/penguins.csv", "-t", "species")
                        .refusal())
                .isEqualTo(
                        "column species is of the kind category; what is derived is a number: choose another --target");
    }
}
