package hanshu.cli;

import hanshu.train.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hanshu render}: the whole configuration. */
@Command(
        name = "render",
        header = "Prints the whole configuration, every default included, as YAML with comments.",
        description = {
            "  hanshu render > config.yaml",
            "        all settings, to be edited and given to hanshu train --config config.yaml",
            "  hanshu render examples/data/penguins.csv --target species",
            "        as they are for this table: what is chosen by its size stands in its place"
        },
        customSynopsis = "hanshu render [FILE --target COLUMN] [OPTIONS]")
final class RenderCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Source source = new Source();

    @ArgGroup(validate = false, heading = LearningOptions.HEADING, order = 1)
    private LearningOptions learning = new LearningOptions();

    RenderCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var kind = learning.kind(console, source);
        var config = source.isEmpty() ? kind.config(source, learning) : kind.settled(console, source, learning);
        commented(Config.render(config)).forEach(console::say);
        return 0;
    }

    /** Puts above each key what it means. */
    private static List<String> commented(String yaml) {
        var lines = new ArrayList<String>();
        var path = new ArrayList<String>();
        for (var line : yaml.lines().toList()) {
            int depth = (line.length() - line.stripLeading().length()) / 2;
            while (path.size() > depth) {
                path.removeLast();
            }
            path.add(line.strip().replaceFirst(":.*", ""));
            KeyComments.of(String.join(".", path)).ifPresent(comment -> lines.add("  ".repeat(depth) + "# " + comment));
            lines.add(line);
        }
        return lines;
    }
}
