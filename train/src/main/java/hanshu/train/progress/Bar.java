package hanshu.train.progress;

import java.nio.charset.Charset;

/**
 * A bar such as {@code ━━━━━━╸─────}, in the characters that the terminal has.
 *
 * @param half what stands for half a cell, empty if there is no such character
 * @param doneColour and {@code restColour} are escape sequences, empty without colours
 */
record Bar(String done, String half, String rest, String doneColour, String restColour, String plain) {

    static Bar of(Charset charset, boolean colours) {
        boolean lines = charset.canEncode() && charset.newEncoder().canEncode("━╸─");
        return new Bar(
                lines ? "━" : "=",
                lines ? "╸" : "",
                lines ? "─" : ".",
                colours ? "\u001b[36m" : "",
                colours ? "\u001b[2m" : "",
                colours ? "\u001b[0m" : "");
    }

    /** A bar of {@code width} columns of which the share {@code done} is done. */
    String draw(double share, int width) {
        int halves = (int) (Math.clamp(share, 0, 1) * 2 * width);
        var head = done.repeat(halves / 2) + (halves % 2 == 1 ? half : "");
        return doneColour + head + plain + restColour + rest.repeat(width - head.length()) + plain;
    }
}
