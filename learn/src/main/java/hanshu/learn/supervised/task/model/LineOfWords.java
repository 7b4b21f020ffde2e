package hanshu.learn.supervised.task.model;

import hanshu.learn.supervised.task.input.Value;
import hanshu.learn.supervised.task.input.WordForm;
import hanshu.tensor.Tensor;

/**
 * For each word of a sentence: a weight for it, for the one before and the one behind it, for the pairs that it is of
 * where words are characters, and for its last letters.
 */
record LineOfWords(
        Tensor word, Tensor before, Tensor behind, Tensor pair, Tensor pairBefore, Tensor ending, Tensor bias) {
    static LineOfWords of(WordForm form, int tags) {
        int words = form.words().size();
        int pairs = Math.max(1, form.pairs().size());
        return new LineOfWords(
                Tensor.zeros(words, tags),
                Tensor.zeros(words, tags),
                Tensor.zeros(words, tags),
                Tensor.zeros(pairs, tags),
                Tensor.zeros(pairs, tags),
                Tensor.zeros(WordForm.ENDINGS, tags),
                Tensor.zeros(tags));
    }

    /** (batch, time, tags) */
    public Tensor of(Value.Words given) {
        return word.take(0, given.words())
                .plus(before.take(0, moved(given.words(), 1)))
                .plus(behind.take(0, moved(given.words(), -1)))
                .plus(pair.take(0, given.pairs()))
                .plus(pairBefore.take(0, moved(given.pairs(), 1)))
                .plus(ending.take(0, given.endings()))
                .plus(bias);
    }

    /** The numbers of the neighbours, 0 where there are none: (batch, time). */
    private static Tensor moved(Tensor numbers, int by) {
        int time = numbers.size(1);
        return by > 0
                ? numbers.pad(1, by, 0, 0).slice(1, 0, time)
                : numbers.pad(1, 0, -by, 0).slice(1, -by, time - by);
    }
}
