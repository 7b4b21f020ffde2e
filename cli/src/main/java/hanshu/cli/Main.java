package hanshu.cli;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/**
 * The program {@code hanshu}: gives data to a network and shows what it learned. Exit codes: 0 done, 1 failed, 2 wrong
 * usage or input.
 */
@Command(
        name = "hanshu",
        header = "Finds the function in your data.",
        description = {
            "  hanshu train examples/data/penguins.csv --target species",
            "        learns to tell the species of a penguin, and says how well",
            "  hanshu predict runs/penguins-20260131-093000 new.csv",
            "        answers for rows that it has not seen",
            "  hanshu train --help",
            "        shows all that a command can do"
        },
        customSynopsis = "hanshu COMMAND [OPTIONS]",
        versionProvider = Version.class)
public final class Main implements Callable<Integer> {
    /** Each command by name. One that is not asked for is not even loaded, so that the program starts fast. */
    private static final Map<String, Function<Console, Callable<Integer>>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("train", TrainCommand::new);
        COMMANDS.put("predict", PredictCommand::new);
        COMMANDS.put("serve", ServeCommand::new);
        COMMANDS.put("workbench", WorkbenchCommand::new);
        COMMANDS.put("generate", GenerateCommand::new);
        COMMANDS.put("evaluate", EvaluateCommand::new);
        COMMANDS.put("inspect", InspectCommand::new);
        COMMANDS.put("data", DataCommand::new);
        COMMANDS.put("render", RenderCommand::new);
        COMMANDS.put("runs", RunsCommand::new);
        COMMANDS.put("finish", FinishCommand::new);
        COMMANDS.put("report", ReportCommand::new);
        COMMANDS.put("doctor", DoctorCommand::new);
        COMMANDS.put("tune", TuneCommand::new);
        COMMANDS.put("derive", DeriveCommand::new);
        COMMANDS.put("rnn", RnnCommand::new);
        COMMANDS.put("completion", CompletionCommand::new);
    }

    private final Console console;

    private Main(Console console) {
        this.console = console;
    }

    public static void main(String... args) {
        StandardError.open();
        System.exit(run(Console.ofProcess(), args));
    }

    /** Runs the program in this process and returns its exit code. */
    static int run(Console console, String... args) {
        boolean debug = List.of(args).contains(Usage.DEBUG)
                || console.variable("HANSHU_DEBUG").isPresent();
        try {
            var program = commandLine(console, args);
            int code = execute(program, args);
            console.out().flush();
            return code;
        } catch (Exception | Error e) { // the last resort: an error too must end in a line that can be understood
            return Failure.of(e).tell(console, debug);
        }
    }

    /** As picocli does, but exceptions come out as they are. */
    private static int execute(CommandLine program, String... args) throws Exception {
        var words = args.length > 0 && args[0].equals("help") ? helpWanted(args) : args;
        var parsed = program.parseArgs(words);
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        var asked = parsed.asCommandLineList().getLast();
        refuseRepeated(asked.getParseResult());
        Callable<Integer> command = asked.getCommand();
        return command.call();
    }

    /** An option of a group that comes twice would begin the group anew, and leave out what came before. */
    private static void refuseRepeated(CommandLine.ParseResult parsed) {
        var groups = new HashSet<CommandLine.Model.ArgGroupSpec>();
        parsed.getGroupMatches().stream()
                .flatMap(all -> all.matchedSubgroups().values().stream())
                .flatMap(group -> group.matches().stream())
                .filter(match -> !groups.add(match.group()))
                .forEach(Main::refuse);
    }

    private static void refuse(CommandLine.ParseResult.GroupMatch again) {
        var options = again.group().options().stream()
                .filter(option -> !again.matchedValues(option).isEmpty())
                .map(CommandLine.Model.OptionSpec::longestName)
                .toList();
        throw new UsageException("%s is given twice; give it once".formatted(options.getFirst()));
    }

    /** {@code help train} means {@code train --help}. */
    private static String[] helpWanted(String... args) {
        return args.length == 1 ? new String[] {"--help"} : new String[] {args[1], "--help"};
    }

    /** The program with the command that is asked for, or with all of them where it is unclear which. */
    static CommandLine commandLine(Console console, String... args) {
        boolean known = args.length > 0 && COMMANDS.containsKey(args[0]);
        var program = new CommandLine(new Main(console));
        program.getCommandSpec().addOption(Usage.VERSION);
        Usage.layOut(program.getCommandSpec());
        COMMANDS.forEach((name, create) -> {
            if (!known || name.equals(args[0])) {
                var command = new CommandLine(create.apply(console));
                Usage.layOut(command.getCommandSpec());
                program.addSubcommand(name, command);
            }
        });
        return program.setOut(new PrintWriter(console.out(), true, console.out().charset()))
                .setErr(new PrintWriter(console.err(), true, console.err().charset()))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(console.style().on() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Text.WIDTH)
                .setUsageHelpLongOptionsMaxWidth(28);
    }

    /** Without a command: a word of welcome. */
    @Override
    public Integer call() {
        console.say("""
                Hanshu finds the function in your data: give it a table, and it learns to predict a column.

                Try it on the penguins that come with it:
                  %s

                %s shows what else it can do.""".formatted(
                        console.command("train", "examples/data/penguins.csv", "--target", "species"),
                        console.command("--help")));
        return 0;
    }
}
