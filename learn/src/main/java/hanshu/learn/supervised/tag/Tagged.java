package hanshu.learn.supervised.tag;

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
     * @param tags of each word, from 0; empty where they are not known
     */
    public record Sentence(List<Integer> words, List<List<Integer>> letters, List<Integer> tags) {
        public Sentence {
            words = List.copyOf(words);
            letters = letters.stream().map(List::copyOf).toList();
            tags = List.copyOf(tags);
            if (words.isEmpty() || letters.size() != words.size() || (!tags.isEmpty() && tags.size() != words.size())) {
                throw new IllegalArgumentException(
                        "tagged: a sentence has words, letters for each and a tag for each or none, got %d, %d and %d"
                                .formatted(words.size(), letters.size(), tags.size()));
            }
        }
    }

    /**
     * Sentences side by side.
     *
     * @param words I32: (batch, time), 0 behind the end of a sentence
     * @param letters I32: (batch, time, letters)
     * @param lengths how many words each has, I32: (batch)
     * @param tags I32: (batch, time), 0 where there are none
     */
    public record Batch(Tensor words, Tensor letters, Tensor lengths, Tensor tags) {}

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
        var tags = new int[rows * time];
        var lengths = new int[rows];
        for (int row = 0; row < rows; row++) {
            var sentence = chosen.get(row);
            lengths[row] = sentence.words.size();
            for (int t = 0; t < lengths[row]; t++) {
                int at = row * time + t;
                words[at] = sentence.words.get(t);
                tags[at] = sentence.tags.isEmpty() ? 0 : sentence.tags.get(t);
                for (int i = 0; i < sentence.letters.get(t).size(); i++) {
                    letters[at * width + i] = sentence.letters.get(t).get(i);
                }
            }
        }
        return new Batch(
                Tensor.of(words, rows, time),
                Tensor.of(letters, rows, time, width),
                Tensor.of(lengths, rows),
                Tensor.of(tags, rows, time));
    }
}
