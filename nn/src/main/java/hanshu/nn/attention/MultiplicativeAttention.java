package hanshu.nn.attention;

import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.Optional;

/**
 * Attention by a product (Luong, Pham & Manning 2015, section 3.1): score(q, m) = q·W·mᵀ, their "general"; without W it is
 * their "dot", {@code Attention.weights(q.matmul(m.transpose()), mask)}.
 *
 * @param weight W: in → of the memory
 */
public record MultiplicativeAttention(Linear weight) {
    public static MultiplicativeAttention of(int queryWidth, int memoryWidth, Key key) {
        return new MultiplicativeAttention(Linear.withoutBias(queryWidth, memoryWidth, key));
    }

    /**
     * What the queries see of the memory.
     *
     * @param q (batch, m, in)
     * @param elements (batch, n, of the memory)
     * @param mask as of {@link Attention#weights}, broadcasting to (batch, m, n)
     * @return (batch, m, of the memory)
     */
    public Tensor attend(Tensor q, Tensor elements, Optional<Tensor> mask, Pass pass) {
        return Attention.weights(scores(q, elements, pass), mask).matmul(elements);
    }

    /** How well each query fits each element: (batch, m, n). */
    public Tensor scores(Tensor q, Tensor elements, Pass pass) {
        return weight.apply(q, pass).matmul(elements.transpose());
    }
}
