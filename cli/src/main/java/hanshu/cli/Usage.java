package hanshu.cli;

import hanshu.data.table.Nearest;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command is to be used: the order of its help, and what to say when it was used otherwise. */
final class Usage {
    /** What it is for, examples, and only then the rules. */
    private static final List<String> SECTIONS = List.of(
            UsageMessageSpec.SECTION_KEY_HEADER,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST);

    static final String DEBUG = "--debug";

    static final OptionSpec VERSION = OptionSpec.builder("--version")
            .versionHelp(true)
            .description("Shows the version.")
            .build();

    private Usage() {}

    /** Gives a command what all have: the options for help, and its shape. Options stay in the order of their declaration. */
    static void layOut(CommandSpec command) {
        command.addOption(OptionSpec.builder(DEBUG)
                .description("On an unexpected error, shows where in the program it happened.")
                .build());
        command.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build());
        command.usageMessage()
                .sectionKeys(SECTIONS)
                .sortOptions(false)
                .descriptionHeading("%nExamples:%n")
                .synopsisHeading("%nUsage: ")
                .parameterListHeading("%n")
                .commandListHeading("%nCommands:%n")
                .optionListHeading("%nOptions:%n");
    }

    /** One line that says what was wrong, and what is nearest to it. */
    static String explain(ParameterException wrong) {
        var command = wrong.getCommandLine().getCommandSpec();
        var see = " (%s --help shows how)".formatted(command.qualifiedName());
        return switch (wrong) {
            case UnmatchedArgumentException unmatched -> {
                var first = unmatched.getUnmatched().getFirst();
                if (unmatched.isUnknownOption()) {
                    var name = first.replaceFirst("=.*", "");
                    yield "there is no option %s%s"
                                    .formatted(
                                            name,
                                            Nearest.question(
                                                    name, command.optionsMap().keySet()))
                            + see;
                }
                yield command.parent() == null
                        ? "there is no command \"%s\"%s"
                                        .formatted(
                                                first,
                                                Nearest.question(
                                                        first,
                                                        command.subcommands().keySet()))
                                + see
                        : "\"%s\" is one argument too many%s".formatted(first, see);
            }
            case MissingParameterException missing ->
                "missing: " + missing.getMissing().stream().map(Usage::name).collect(Collectors.joining(", ")) + see;
            default -> sentence(String.valueOf(wrong.getMessage())) + see;
        };
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }

    /** Messages of picocli start with a capital letter. */
    private static String sentence(String message) {
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
