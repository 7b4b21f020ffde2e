package hanshu.train.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {
    enum Colour {
        RED,
        DARK_BLUE
    }

    record Inner(double rate, int epochs, boolean shuffle) {
        Inner {
            if (epochs < 1) {
                throw new ConfigException("epochs: expected 1 or more, got " + epochs);
            }
        }
    }

    record Outer(String target, Colour colour, Inner training, Map<String, String> columns) {}

    private static final Outer DEFAULTS = new Outer("", Colour.RED, new Inner(0.5, 10, true), Map.of());

    @Test
    void aFileNamesOnlyWhatItChanges() {
        var read = Config.parse(
                "training:\n  rate: 2\ncolour: dark_blue\ncolumns:\n  zip: category\ntarget: 7\n", "c.yaml", DEFAULTS);
        assertThat(read).isEqualTo(new Outer("7", Colour.DARK_BLUE, new Inner(2, 10, true), Map.of("zip", "category")));
        assertThat(Config.parse("", "c.yaml", DEFAULTS)).isEqualTo(DEFAULTS);
    }

    @Test
    void whatIsRenderedReadsBackTheSame() {
        var config = new Outer("a: b", Colour.DARK_BLUE, new Inner(1e-3, 3, false), Map.of("x.y", "text"));
        assertThat(Config.parse(Config.render(config), "c.yaml", DEFAULTS)).isEqualTo(config);
        assertThat(Config.render(config)).contains("colour: dark_blue").contains("epochs: 3");
    }

    @Test
    void oneKeyByItsPath() {
        assertThat(Config.with(DEFAULTS, "training.epochs", "7").training().epochs())
                .isEqualTo(7);
    }

    /** An element of a list. */
    public record Part(String name, int size, Inner training) {
        public static final Part DEFAULTS = new Part("", 1, new Inner(0.5, 10, true));
    }

    record Whole(List<Part> parts) {}

    @Test
    void elementsOfAListAreChangedByTheirNames() {
        var none = new Whole(List.of());
        var first = Config.with(none, "parts.a.training.epochs", "3");
        assertThat(first.parts()).containsExactly(new Part("a", 1, new Inner(0.5, 3, true)));
        var both = Config.parse("parts: {b: {size: 4}, a: {size: 2}}", "c.yaml", first);
        assertThat(both.parts())
                .containsExactly(new Part("a", 2, new Inner(0.5, 3, true)), new Part("b", 4, Part.DEFAULTS.training()));
        assertThat(Config.value(both, "parts.a.training.epochs")).isEqualTo("3");
        assertThat(Config.value(both, "parts.b.size")).isEqualTo("4");
        assertThatThrownBy(() -> Config.value(both, "parts.c.size"))
                .hasMessage("parts.c.size: there is no c; known here are a, b");
        assertThatThrownBy(() -> Config.value(both, "parts.a")).hasMessage("parts.a holds no single value");
        assertThatThrownBy(() -> Config.with(both, "parts.a.sise", "2"))
                .hasMessageContaining("unknown key parts.a.sise; did you mean \"size\"?");
        assertThatThrownBy(() -> Config.with(both, "parts.a", "2"))
                .hasMessageContaining("parts.a: expected keys and values such as \"name: …\", got a number");
    }

    @Test
    void anErrorNamesTheKeyAndWhatWasExpected() {
        refuses(
                "training:\n  rat: 1\n",
                "c.yaml: unknown key training.rat; did you mean \"rate\"? (known here are rate, epochs, shuffle)");
        refuses("training:\n  epochs: many\n", "c.yaml: training.epochs: expected a whole number, got text \"many\"");
        refuses("training:\n  epochs: 2.5\n", "c.yaml: training.epochs: expected a whole number, got a number \"2.5\"");
        refuses("training:\n  rate: high\n", "c.yaml: training.rate: expected a number, got text \"high\"");
        refuses("training: 5\n", "c.yaml: training: expected keys and values, got a number \"5\"");
        refuses("colour: green\n", "c.yaml: colour: expected one of red, dark_blue, got \"green\"");
        refuses("training:\n  epochs: 0\n", "c.yaml: epochs: expected 1 or more, got 0");
        refuses("- a\n", "c.yaml: expected keys and values such as \"target: …\", got a list");
        assertThatThrownBy(() -> Config.parse("a: [", "c.yaml", DEFAULTS))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("c.yaml: not YAML at line ");
    }

    private static void refuses(String yaml, String message) {
        assertThatThrownBy(() -> Config.parse(yaml, "c.yaml", DEFAULTS)).hasMessage(message);
    }
}
