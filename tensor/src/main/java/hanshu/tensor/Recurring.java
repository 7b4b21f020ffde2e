package hanshu.tensor;

/** Recurrences over whole sequences, whose steps of a {@link Tensor} are what the input adds to the gates. */
public sealed interface Recurring permits Tensor {
    /**
     * Long short-term memory, see {@link Op.Lstm}; this is x·Wx + b: (time, batch, 4·hidden), a step or more.
     *
     * @param wh (hidden, 4·hidden)
     * @param h (batch, hidden)
     * @param c (batch, hidden)
     * @param lengths how long each row is, whole numbers: (batch)
     * @return h and c of each step: (2, batch, time, hidden)
     */
    default Tensor lstm(Tensor wh, Tensor h, Tensor c, Tensor lengths, boolean backwards) {
        return Interpreter.run(new Op.Lstm(backwards), (Tensor) this, wh, h, c, lengths);
    }

    /**
     * Gated recurrent units, see {@link Op.Gru}; this is x·Wx + bx: (time, batch, 3·hidden), a step or more.
     *
     * @param wh (hidden, 3·hidden)
     * @param bh (3·hidden)
     * @param h (batch, hidden)
     * @param lengths how long each row is, whole numbers: (batch)
     * @return h of each step: (time, batch, hidden)
     */
    default Tensor gru(Tensor wh, Tensor bh, Tensor h, Tensor lengths, boolean backwards) {
        return Interpreter.run(new Op.Gru(backwards), (Tensor) this, wh, bh, h, lengths);
    }
}
