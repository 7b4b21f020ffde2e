package hanshu.cli;

/**
 * What a run says to people: lines, and paragraphs that stand beside a label.
 *
 * @param shown whether anything is said; not with {@code --json}
 * @param label how wide the labels are, in columns of the terminal
 */
record Paragraphs(Console console, boolean shown, int label) {
    void say(String line) {
        if (shown) {
            console.say(line);
        }
    }

    /** A paragraph after a label. */
    void say(String name, String text) {
        var lines = Text.wrap(Text.safe(text), Text.WIDTH - label - 2);
        for (int i = 0; i < lines.size(); i++) {
            say((i == 0 ? head(name) : " ".repeat(label)) + "  " + lines.get(i));
        }
    }

    /** A command after a label: on one line, however long, so that it can be copied. */
    void sayCommand(String name, String command) {
        say(head(name) + "  " + command);
    }

    private String head(String name) {
        return console.style().bold(Text.left(name, label));
    }
}
