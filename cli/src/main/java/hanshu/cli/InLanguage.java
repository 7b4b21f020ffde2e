package hanshu.cli;

import hanshu.train.report.Language;
import picocli.CommandLine.Option;

/** The option that says what is written in: {@code --language zh}. */
final class InLanguage {
    @Option(
            names = "--language",
            paramLabel = "TAG",
            description = "What is written in: en or zh. Default: ${DEFAULT-VALUE}.")
    private String tag = "en";

    Language language() {
        return switch (tag) {
            case "en" -> Language.ENGLISH;
            case "zh" -> Language.CHINESE;
            default -> throw new UsageException("--language: expected en or zh, got \"" + tag + "\"");
        };
    }
}
