package hanshu.data.table;

/**
 * Something about the data that its owner should know.
 *
 * @param column the column it is about, empty when it is about the whole table
 * @param sentence one full sentence that stands alone
 */
public record Notice(Severity severity, String column, String sentence) {
    public Notice {
        sentence = TableException.oneLine(sentence);
    }

    /** INFO tells a choice that was made; WARNING tells something that may spoil what is learned. */
    public enum Severity {
        INFO,
        WARNING
    }

    public static Notice info(String column, String sentence) {
        return new Notice(Severity.INFO, column, sentence);
    }

    public static Notice warning(String column, String sentence) {
        return new Notice(Severity.WARNING, column, sentence);
    }
}
