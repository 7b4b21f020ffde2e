package hanshu.learn.supervised.recurrent;

import hanshu.tensor.DType;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;

/** A cell that shows all it remembers: its state is its output, one tensor (batch, hidden). */
sealed interface ShowsAll extends Derivation<Tensor> permits PlainRnn, Gru {
    /** How much it remembers. */
    int hidden();

    @Override
    default Tensor start(int batch, DType dtype) {
        return Tensor.full(dtype, 0, Shape.of(batch, hidden()));
    }

    @Override
    default Tensor output(Tensor h) {
        return h;
    }

    @Override
    default Tensor where(Tensor mask, Tensor yes, Tensor no) {
        return mask.where(yes, no);
    }

    @Override
    default Tensor plus(Tensor a, Tensor b) {
        return a.plus(b);
    }

    @Override
    default Tensor showing(Tensor slope) {
        return slope;
    }

    @Override
    default double norm(Tensor slope) {
        return Math.sqrt(slope.square().sum().item());
    }
}
