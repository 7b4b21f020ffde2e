package hanshu.learn.supervised.tag;

import hanshu.data.text.LengthBuckets;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sentences whose words have tags, as numbers. 0 stands for nothing, of words and of letters.
 *
 * @param sentences at least one
 */
public record Tagged(List<Sentence> sentences) {
    /**
     * A sentence.
     *
     * @param words from 1
     * @param letters of each word, from 1
     * @param pairs of each word and the one behind it, from 1; empty where nothing is made of them
     * @param tags of each word, from 0; empty where they are not known
     */
    public record Sentence(List<Integer> words, List<List<Integer>> letters, List<Integer> pairs, List<Integer> tags) {
        public Sentence {
            words = List.copyOf(words);
            letters = letters.stream().map(List::copyOf).toList();
            pairs = List.copyOf(pairs);
            tags = List.copyOf(tags);
            if (!pairs.isEmpty() && pairs.size() != words.size()) {
                throw new IllegalArgumentException(
                        "tagged: a sentence has as many pairs as words or none, got %d and %d"
                                .formatted(pairs.size(), words.size()));
            }
            if (words.isEmpty() || letters.size() != words.size() || (!tags.isEmpty() && tags.size() != words.size())) {
                throw new IllegalArgumentException(
                        "tagged: a sentence has words, letters for each and a tag for each or none, got %d, %d and %d"
                                .formatted(words.size(), letters.size(), tags.size()));
            }
        }

        /** Without pairs. */
        public Sentence(List<Integer> words, List<List<Integer>> letters, List<Integer> tags) {
            this(words, letters, List.of(), tags);
        }
    }

    /**
     * Sentences side by side.
     *
     * @param words I32: (batch, time), 0 behind the end of a sentence
     * @param letters I32: (batch, time, letters)
     * @param pairs I32: (batch, time), 0 where there are none
     * @param lengths how many words each has, I32: (batch)
     * @param tags I32: (batch, time), 0 where there are none
     */
    public record Batch(Tensor words, Tensor letters, Tensor pairs, Tensor lengths, Tensor tags) {}

    public Tagged {
        sentences = List.copyOf(sentences);
        if (sentences.isEmpty()) {
            throw new IllegalArgumentException("tagged: needs a sentence or more, got none");
        }
    }

    /** Batches of sentences as they are asked for. */
    public Batches<Batch> batches() {
        return new Batches<>() {
            @Override
            public int count() {
                return sentences.size();
            }

            @Override
            public Batch batch(int[] rows, int from, int to) {
                return Tagged.this.batch(Arrays.copyOfRange(rows, from, to));
            }
        };
    }

    /**
     * Batches of so many sentences that are about as long as each other. Here a row is a whole batch: one is taken at a
     * time.
     *
     * @param key which sentences come together
     */
    public Batches<Batch> alike(int size, Key key) {
        int[] lengths = sentences.stream().mapToInt(s -> s.words.size()).toArray();
        int[] order = LengthBuckets.order(lengths, size, key);
        return new Batches<>() {
            @Override
            public int count() {
                return Math.ceilDiv(order.length, size);
            }

            @Override
            public Batch batch(int[] rows, int from, int to) {
                return Tagged.this.batch(Arrays.stream(rows, from, to)
                        .flatMap(row -> Arrays.stream(order, row * size, Math.min(order.length, (row + 1) * size)))
                        .toArray());
            }
        };
    }

    /** Sentences by number. */
    public Batch batch(int... numbers) {
        var chosen = IntStream.of(numbers).mapToObj(sentences::get).toList();
        int time = chosen.stream().mapToInt(s -> s.words.size()).max().orElse(1);
        int most = chosen.stream()
                .flatMap(s -> s.letters.stream())
                .mapToInt(List::size)
                .max()
                .orElse(1);
        int width = Math.max(1, most);
        int rows = chosen.size();
        var words = new int[rows * time];
        var letters = new int[rows * time * width];
        var pairs = new int[rows * time];
        var tags = new int[rows * time];
        var lengths = new int[rows];
        for (int row = 0; row < rows; row++) {
            var sentence = chosen.get(row);
            lengths[row] = sentence.words.size();
            for (int t = 0; t < lengths[row]; t++) {
                int at = row * time + t;
                words[at] = sentence.words.get(t);
                pairs[at] = sentence.pairs.isEmpty() ? 0 : sentence.pairs.get(t);
                tags[at] = sentence.tags.isEmpty() ? 0 : sentence.tags.get(t);
                for (int i = 0; i < sentence.letters.get(t).size(); i++) {
                    letters[at * width + i] = sentence.letters.get(t).get(i);
                }
            }
        }
        return new Batch(
                Tensor.of(words, rows, time),
                Tensor.of(letters, rows, time, width),
                Tensor.of(pairs, rows, time),
                Tensor.of(lengths, rows),
                Tensor.of(tags, rows, time));
    }
}
