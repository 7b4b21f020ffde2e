package hanshu.nn.attention;

import hanshu.nn.Initialiser;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.Optional;

/**
 * Attention by a small network (Bahdanau, Cho & Bengio 2015, section 3.1 and appendix A.1.2): a query q, such as the
 * decoder's state, scores the elements of a memory,
 *
 * <pre>
 *   score(q, m) = v·tanh(q·Wq + m·Wm)        context = Σ softmax(score)·m
 * </pre>
 *
 * @param query Wq: (in, width)
 * @param memory Wm: (of the memory, width)
 * @param v (width)
 */
public record AdditiveAttention(Linear query, Linear memory, Tensor v) {
    public static AdditiveAttention of(int queryWidth, int memoryWidth, int width, Key key) {
        return new AdditiveAttention(
                Linear.withoutBias(queryWidth, width, key.at("query")),
                Linear.withoutBias(memoryWidth, width, key.at("memory")),
                Initialiser.uniformFanIn().draw(key.at("v"), width, 1, width));
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
        var fromQuery = query.apply(q, pass).unsqueeze(-2); // (batch, m, 1, width)
        var fromMemory = memory.apply(elements, pass).unsqueeze(-3); // (batch, 1, n, width)
        return fromQuery.plus(fromMemory).tanh().matmul(v); // (batch, m, n)
    }
}
