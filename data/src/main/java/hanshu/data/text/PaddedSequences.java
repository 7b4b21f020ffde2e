package hanshu.data.text;

import hanshu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Sequences of numbers as one batch, the shorter ones filled up behind.
 *
 * @param ids (sequences, longest), I32
 * @param lengths (sequences), I32: how many of each are no padding
 */
public record PaddedSequences(Tensor ids, Tensor lengths) {
    /**
     * Some sequences of different length.
     *
     * @param padding what fills up
     */
    public static PaddedSequences of(List<int[]> sequences, int padding) {
        if (sequences.isEmpty()) {
            throw new IllegalArgumentException("a batch needs at least one sequence");
        }
        int[] lengths = sequences.stream().mapToInt(sequence -> sequence.length).toArray();
        int longest = Math.max(1, Arrays.stream(lengths).max().orElse(1));
        var ids = new int[sequences.size() * longest];
        Arrays.fill(ids, padding);
        for (int i = 0; i < lengths.length; i++) {
            System.arraycopy(sequences.get(i), 0, ids, i * longest, lengths[i]);
        }
        return new PaddedSequences(Tensor.of(ids, lengths.length, longest), Tensor.of(lengths, lengths.length));
    }
}
