package hanshu.data.table;

/** What the cells of a column mean. */
public enum Kind {
    /** A quantity: every cell is a number. Whole numbers with few distinct values stay numbers. */
    NUMBER("number"),
    /** One of a set of names that repeat, or codes such as 02115. */
    CATEGORY("category"),
    /** Two opposite answers: 0 and 1, yes and no, true and false. */
    YES_NO("yes/no"),
    /** A day, a moment or a month. */
    DATE("date"),
    /** Sentences: several words in a cell, and mostly different ones. */
    TEXT("text"),
    /** A name or number of the row itself; nothing can be learned from it. */
    IDENTIFIER("identifier"),
    /** One value or none at all. */
    CONSTANT("constant"),
    /** Left out because the user said so. */
    IGNORED("ignored");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    /** Whether a column of this kind is an input of a model. */
    public boolean learned() {
        return switch (this) {
            case NUMBER, CATEGORY, YES_NO, DATE, TEXT -> true;
            case IDENTIFIER, CONSTANT, IGNORED -> false;
        };
    }

    /** The kind with this label or name; blanks, case, - and _ don't matter. */
    public static Kind of(String text) {
        String wanted = text.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[-_ /]", "");
        for (Kind kind : values()) {
            if (kind.label.replace("/", "").equals(wanted)) {
                return kind;
            }
        }
        throw new TableException("there is no kind of column \"" + text
                + "\": choose number, category, yes/no, date, text, identifier, constant or ignored");
    }

    /** How people write it: {@code yes/no}. */
    @Override
    public String toString() {
        return label;
    }
}
