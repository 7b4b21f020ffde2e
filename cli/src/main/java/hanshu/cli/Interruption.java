package hanshu.cli;

/** While it is open, a process that is told to end (Ctrl-C, kill) leaves a last word. */
final class Interruption implements AutoCloseable {
    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    static Interruption saying(Console console, String line) {
        var hook = new Thread(
                () -> {
                    console.err().println();
                    console.err().println("hanshu: " + line);
                    console.err().flush();
                },
                "last word");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the last word is being said.
        }
    }
}
