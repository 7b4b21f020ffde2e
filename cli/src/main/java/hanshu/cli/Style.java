package hanshu.cli;

/**
 * Colours and weights, where a terminal shows them.
 *
 * @param on whether it does
 */
record Style(boolean on) {
    String bold(String text) {
        return dress("1", text);
    }

    String dim(String text) {
        return dress("2", text);
    }

    String good(String text) {
        return dress("32", text);
    }

    String warning(String text) {
        return dress("33", text);
    }

    private String dress(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
