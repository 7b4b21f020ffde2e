package hanshu.train.report;

import hanshu.data.Wording;

/** What a page is written in. */
public enum Language {
    ENGLISH("en"),
    CHINESE("zh-CN");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** As HTML names it, for example {@code zh-CN}. */
    public String tag() {
        return tag;
    }

    /** The one of two wordings that is in this language. */
    public String say(String english, String chinese) {
        return this == ENGLISH ? english : chinese;
    }

    /** What is said in both, in this language. */
    public String say(Wording wording) {
        return say(wording.english(), wording.chinese());
    }
}
