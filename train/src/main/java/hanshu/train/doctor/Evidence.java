package hanshu.train.doctor;

import hanshu.data.Wording;

/**
 * Something that was measured, and what it says.
 *
 * @param name what was measured, in a few words
 * @param found what came out, in a sentence with its numbers
 * @param speaks whether it speaks for the illness that was named
 */
public record Evidence(Wording name, Wording found, boolean speaks) {
    static Evidence speaking(Wording name, Wording found) {
        return new Evidence(name, found, true);
    }

    static Evidence noted(Wording name, Wording found) {
        return new Evidence(name, found, false);
    }
}
