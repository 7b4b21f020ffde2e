package hanshu.examples.engine;

import hanshu.tensor.Key;

/** The same key, the same numbers; another path, others. */
final class Randomness {
    void main() {
        var key = Key.of(7);
        IO.println(key.at("encoder").uniform(0, 1, 3));
        IO.println(key.at("decoder").uniform(0, 1, 3));
        IO.println(key.at("encoder").uniform(0, 1, 3));
    }
}
