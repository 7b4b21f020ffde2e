package hanshu.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code hanshu completion}: a script that makes the shell complete commands and options. */
@Command(
        name = "completion",
        header = "Prints a script that lets bash and zsh complete commands and options.",
        description = {
            "  source <(hanshu completion)",
            "        for this shell",
            "  echo 'source <(hanshu completion)' >> ~/.bashrc",
            "        for every new one (zsh: ~/.zshrc)"
        },
        customSynopsis = "hanshu completion")
final class CompletionCommand implements Callable<Integer> {
    private final Console console;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().print(AutoComplete.bash("hanshu", Main.commandLine(console)));
        return 0;
    }
}
