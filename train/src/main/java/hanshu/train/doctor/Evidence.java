package hanshu.train.doctor;

/**
 * Something that was measured, and what it says.
 *
 * @param name what was measured, in a few words
 * @param found what came out, in a sentence with its numbers
 * @param speaks whether it speaks for the illness that was named
 */
public record Evidence(String name, String found, boolean speaks) {
    static Evidence speaking(String name, String found) {
        return new Evidence(name, found, true);
    }

    static Evidence noted(String name, String found) {
        return new Evidence(name, found, false);
    }
}
