package hanshu.data.table;

import java.util.List;

/** What is to be learned about the target: a number, or one of several classes. */
public sealed interface Task {
    /** Predict a number. */
    record Regression() implements Task {}

    /**
     * Predict one of two or more classes.
     *
     * @param classes sorted: numbers by size, words by alphabet
     */
    record Classification(List<String> classes) implements Task {
        public Classification {
            classes = List.copyOf(classes);
            if (classes.size() < 2) {
                throw new IllegalArgumentException("a classification needs two classes, but has " + classes);
            }
        }

        public boolean binary() {
            return classes.size() == 2;
        }
    }
}
