package hanshu.learn.supervised.recurrent;

import hanshu.tensor.Tensor;

/**
 * x·W + h·U + b: what a gate or a candidate is made of, before it is bent.
 *
 * @param w W: (in, hidden)
 * @param u U: (hidden, hidden)
 * @param b (hidden)
 */
public record Sum(Tensor w, Tensor u, Tensor b) {
    /** The part of gates that lie side by side, from column {@code gate·hidden} on. */
    static Sum part(int gate, Tensor wx, Tensor wh, Tensor b) {
        int hidden = wh.size(0);
        int from = gate * hidden;
        return new Sum(
                wx.slice(1, from, from + hidden), wh.slice(1, from, from + hidden), b.slice(0, from, from + hidden));
    }

    /** x: (batch, in), h: (batch, hidden) → (batch, hidden). */
    Tensor of(Tensor x, Tensor h) {
        return x.matmul(w).plus(h.matmul(u)).plus(b);
    }

    /** ∂L/∂h from ∂L/∂(the sum): every path back to the state before goes through Uᵀ. */
    Tensor back(Tensor slope) {
        return slope.matmul(u.transpose());
    }

    /** Of the logistic function: σ' = σ·(1 − σ), from its value. */
    static Tensor sigmoidSlope(Tensor value) {
        return value.times(value.neg().plus(1));
    }

    /** Of the hyperbolic tangent: tanh' = 1 − tanh², from its value. */
    static Tensor tanhSlope(Tensor value) {
        return value.square().neg().plus(1);
    }
}
