package hanshu.cli;

import java.util.function.Consumer;

/** Says on standard error what is being done: on a terminal in one line that changes, else in a line each. */
final class Stages implements Consumer<String> {
    private final Console console;
    private final boolean quiet;

    Stages(Console console, boolean quiet) {
        this.console = console;
        this.quiet = quiet;
    }

    @Override
    public void accept(String stage) {
        if (quiet) {
            return;
        }
        if (console.columns().isPresent()) {
            int width = Math.max(1, console.columns().getAsInt() - 1);
            console.err().print("\r\u001b[K" + stage.substring(0, Math.min(width, stage.length())));
        } else {
            console.err().println(stage);
        }
        console.err().flush();
    }

    /** Takes the line away. */
    void close() {
        if (!quiet && console.columns().isPresent()) {
            console.err().print("\r\u001b[K");
            console.err().flush();
        }
    }
}
