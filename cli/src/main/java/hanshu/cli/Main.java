package hanshu.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code hanshu}: gives data to a network and shows what it learned. */
@Command(
        name = "hanshu",
        mixinStandardHelpOptions = true,
        version = "hanshu 0.1.0-SNAPSHOT",
        description = "Finds the function in your data.",
        subcommands = {})
final class Main implements Runnable {
    public static void main(String... args) {
        StandardError.open();
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
