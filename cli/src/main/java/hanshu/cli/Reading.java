package hanshu.cli;

import hanshu.data.table.Dialect;
import hanshu.data.table.ReadOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that say how a file is written, where looking at it gets it wrong. */
final class Reading {
    static final String HEADING = "%nHow the file is written (found by looking; say it where that goes wrong):%n";

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "What stands between cells: the character, or comma, semicolon, tab, bar, blank.")
    private String delimiter = "";

    @Option(names = "--quote", paramLabel = "CHAR", description = "What stands around cells: the character, or none.")
    private String quote = "";

    @Option(
            names = "--comment",
            paramLabel = "CHAR",
            description = "What starts a line to be skipped: the character, or none.")
    private String comment = "";

    @Option(names = "--encoding", paramLabel = "NAME", description = "UTF-8, GB18030, windows-1252, ...")
    private String encoding = "";

    @Option(names = "--decimal", paramLabel = "MARK", description = "The decimal mark: point or comma.")
    private String decimal = "";

    @Option(names = "--header", description = "The first line names the columns.")
    private boolean header;

    @Option(names = "--no-header", description = "The first line is data; columns are called column1, column2, ...")
    private boolean noHeader;

    @Option(
            names = "--missing",
            paramLabel = "TEXT",
            split = ",",
            description = "What stands for \"not known\" instead of NA, N/A, NaN, null and ?: -999,unknown. An empty"
                    + " cell always does.")
    private List<String> missing = new ArrayList<>();

    @Option(names = "--rename-duplicates", description = "Columns of one name become name, name.1, name.2.")
    private boolean renameDuplicates;

    ReadOptions options() {
        var options = ReadOptions.DEFAULT.renameDuplicates(renameDuplicates);
        if (!delimiter.isEmpty()) {
            options = options.delimiter(delimiter());
        }
        if (!quote.isEmpty()) {
            options = options.quote(characterOrNone("--quote", quote));
        }
        if (!comment.isEmpty()) {
            options = options.comment(characterOrNone("--comment", comment));
        }
        if (!encoding.isEmpty()) {
            options = options.encoding(encoding);
        }
        if (!decimal.isEmpty()) {
            options = options.decimal(decimal());
        }
        if (header && noHeader) {
            throw new UsageException("--header and --no-header exclude each other");
        }
        if (header || noHeader) {
            options = options.header(header);
        }
        return missing.isEmpty() ? options : options.missing(missing);
    }

    /** The options as they would be typed again. */
    List<String> words() {
        var words = new ArrayList<String>();
        add(words, "--delimiter", delimiter);
        add(words, "--quote", quote);
        add(words, "--comment", comment);
        add(words, "--encoding", encoding);
        add(words, "--decimal", decimal);
        add(words, "--missing", String.join(",", missing));
        if (header) {
            words.add("--header");
        }
        if (noHeader) {
            words.add("--no-header");
        }
        if (renameDuplicates) {
            words.add("--rename-duplicates");
        }
        return words;
    }

    private static void add(List<String> words, String option, String value) {
        if (!value.isEmpty()) {
            words.add(option + "=" + value);
        }
    }

    private char delimiter() {
        return switch (delimiter) {
            case "comma" -> ',';
            case "semicolon" -> ';';
            case "tab", "\\t" -> '\t';
            case "bar", "pipe" -> '|';
            case "blank", "space" -> ' ';
            default -> character("--delimiter", delimiter, "comma, semicolon, tab, bar or blank");
        };
    }

    private char decimal() {
        return switch (decimal) {
            case "point", "." -> '.';
            case "comma", "," -> ',';
            default -> throw new UsageException("--decimal: expected point or comma, got \"" + decimal + "\"");
        };
    }

    private static char characterOrNone(String option, String text) {
        return text.equals("none") ? Dialect.NONE : character(option, text, "none");
    }

    private static char character(String option, String text, String words) {
        if (text.length() != 1) {
            throw new UsageException("%s: expected one character or %s, got \"%s\"".formatted(option, words, text));
        }
        return text.charAt(0);
    }
}
