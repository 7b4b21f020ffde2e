package hanshu.tensor;

import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Unary;

/** What a {@link Tensor} does element by element: functions of one operand, and arithmetic of two, broadcasting. */
public sealed interface Elementwise permits Tensor {
    default Tensor neg() {
        return apply(Unary.NEG);
    }

    default Tensor abs() {
        return apply(Unary.ABS);
    }

    /** −1, 0 or 1. */
    default Tensor sign() {
        return apply(Unary.SIGN);
    }

    /** 1 where positive, else 0. */
    default Tensor step() {
        return apply(Unary.STEP);
    }

    default Tensor sqrt() {
        return apply(Unary.SQRT);
    }

    default Tensor square() {
        return apply(Unary.SQUARE);
    }

    default Tensor reciprocal() {
        return apply(Unary.RECIPROCAL);
    }

    default Tensor exp() {
        return apply(Unary.EXP);
    }

    /** e^x − 1, exact near 0. */
    default Tensor expm1() {
        return apply(Unary.EXPM1);
    }

    default Tensor log() {
        return apply(Unary.LOG);
    }

    /** log(1 + x), exact near 0. */
    default Tensor log1p() {
        return apply(Unary.LOG1P);
    }

    default Tensor sin() {
        return apply(Unary.SIN);
    }

    default Tensor cos() {
        return apply(Unary.COS);
    }

    default Tensor tan() {
        return apply(Unary.TAN);
    }

    default Tensor tanh() {
        return apply(Unary.TANH);
    }

    /** 1 / (1 + e^−x). */
    default Tensor sigmoid() {
        return apply(Unary.SIGMOID);
    }

    /** log(1 + e^x). */
    default Tensor softplus() {
        return apply(Unary.SOFTPLUS);
    }

    /** max(x, 0). */
    default Tensor relu() {
        return apply(Unary.RELU);
    }

    /** The error function. */
    default Tensor erf() {
        return apply(Unary.ERF);
    }

    /** The Gaussian error linear unit, x·Φ(x) = x/2 · (1 + erf(x/√2)) (Hendrycks & Gimpel 2016, section 2). */
    default Tensor gelu() {
        return apply(Unary.GELU);
    }

    default Tensor floor() {
        return apply(Unary.FLOOR);
    }

    default Tensor ceil() {
        return apply(Unary.CEIL);
    }

    /** To the nearest whole number, halves to even. */
    default Tensor round() {
        return apply(Unary.ROUND);
    }

    /** The same values as another type; a gradient comes back in this one. */
    default Tensor cast(DType to) {
        var x = (Tensor) this;
        return to == x.dtype() ? x : Interpreter.run(new Op.Cast(to), x);
    }

    // ---- two operands

    default Tensor plus(Tensor other) {
        return apply(Binary.PLUS, other);
    }

    default Tensor plus(double other) {
        return apply(Binary.PLUS, other);
    }

    default Tensor minus(Tensor other) {
        return apply(Binary.MINUS, other);
    }

    default Tensor minus(double other) {
        return apply(Binary.MINUS, other);
    }

    /** A number less this: {@code p.subtractFrom(1)} is 1 − p. */
    default Tensor subtractFrom(double number) {
        var x = (Tensor) this;
        return x.number(number).minus(x);
    }

    default Tensor times(Tensor other) {
        return apply(Binary.TIMES, other);
    }

    default Tensor times(double other) {
        return apply(Binary.TIMES, other);
    }

    default Tensor div(Tensor other) {
        return apply(Binary.DIV, other);
    }

    default Tensor div(double other) {
        return apply(Binary.DIV, other);
    }

    default Tensor pow(Tensor exponent) {
        return apply(Binary.POW, exponent);
    }

    default Tensor pow(double exponent) {
        return apply(Binary.POW, exponent);
    }

    /** The larger of the two, element by element; at equality the gradient is shared. */
    default Tensor maximum(Tensor other) {
        return apply(Binary.MAX, other);
    }

    default Tensor maximum(double other) {
        return apply(Binary.MAX, other);
    }

    /** The smaller of the two, element by element; at equality the gradient is shared. */
    default Tensor minimum(Tensor other) {
        return apply(Binary.MIN, other);
    }

    default Tensor minimum(double other) {
        return apply(Binary.MIN, other);
    }

    /** Limits the elements to low … high; the gradient is 1 at both, too. */
    default Tensor clamp(double low, double high) {
        var x = (Tensor) this;
        var notAbove = x.gt(high).where(high, x);
        return x.lt(low).where(Math.min(low, high), notAbove);
    }

    private Tensor apply(Unary f) {
        return Interpreter.run(f, (Tensor) this);
    }

    private Tensor apply(Binary f, Tensor other) {
        return Interpreter.run(f, (Tensor) this, other);
    }

    private Tensor apply(Binary f, double other) {
        return apply(f, ((Tensor) this).number(other));
    }
}
