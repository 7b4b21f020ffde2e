package hanshu.data.table;

import hanshu.data.Wording;

/**
 * Something about the data that its owner should know.
 *
 * @param column the column it is about, empty when it is about the whole table
 * @param wording one full sentence that stands alone
 */
public record Notice(Severity severity, String column, Wording wording) {
    public Notice {
        wording = new Wording(TableException.oneLine(wording.english()), TableException.oneLine(wording.chinese()));
    }

    /** The sentence in English. */
    public String sentence() {
        return wording.english();
    }

    /** INFO tells a choice that was made; WARNING tells something that may spoil what is learned. */
    public enum Severity {
        INFO,
        WARNING
    }

    public static Notice info(String column, Wording sentence) {
        return new Notice(Severity.INFO, column, sentence);
    }

    public static Notice warning(String column, Wording sentence) {
        return new Notice(Severity.WARNING, column, sentence);
    }
}
