package hanshu.data;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The same said in English and in Chinese: what data has to say is shown in the language of who reads it. */
public record Wording(String english, String chinese) {
    /** Two sentences, or two formats of {@link String#format} for {@link #with}. */
    public static Wording of(String english, String chinese) {
        return new Wording(english, chinese);
    }

    /** What is the same in both: a name, a number. */
    public static Wording of(String both) {
        return new Wording(both, both);
    }

    /** Both formats filled in; what is itself a wording, in the language of the format. */
    public Wording with(Object... values) {
        return new Wording(filled(english, values, true), filled(chinese, values, false));
    }

    private static String filled(String format, Object[] values, boolean inEnglish) {
        var said = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            said[i] =
                    values[i] instanceof Wording wording ? (inEnglish ? wording.english : wording.chinese) : values[i];
        }
        return String.format(Locale.ROOT, format, said);
    }

    /** All of them in their order, with words between. */
    public static Wording joined(Wording between, List<Wording> all) {
        return new Wording(
                all.stream().map(Wording::english).collect(Collectors.joining(between.english)),
                all.stream().map(Wording::chinese).collect(Collectors.joining(between.chinese)));
    }
}
