package hanshu.tensor;

import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Reduction;
import hanshu.tensor.Op.Unary;

/** What the elementwise operations and reductions mean, for numbers: the definitions that every loop computes. */
final class Elementary {
    private Elementary() {}

    static double of(Unary f, double x) {
        return switch (f) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case STEP -> x > 0 ? 1 : 0;
            case SQRT -> Math.sqrt(x);
            case SQUARE -> x * x;
            case RECIPROCAL -> 1 / x;
            case EXP -> Math.exp(x);
            case EXPM1 -> Math.expm1(x);
            case LOG -> Math.log(x);
            case LOG1P -> Math.log1p(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TAN -> Math.tan(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))); // log(1 + eˣ), but nothing overflows
            case RELU -> Math.max(x, 0);
            case ERF -> Erf.erf(x);
            case GELU -> x / 2 * (1 + Erf.erf(x * Math.sqrt(0.5)));
            case GELU_SLOPE ->
                (1 + Erf.erf(x * Math.sqrt(0.5))) / 2 + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case ROUND -> Math.rint(x);
        };
    }

    static double of(Binary f, double a, double b) {
        return switch (f) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIV -> a / b;
            case POW -> a == 1 || (a == -1 && Double.isInfinite(b)) ? 1 : Math.pow(a, b); // IEEE 754's; Java's is NaN
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }

    /** The reduction of two numbers. */
    static double of(Reduction f, double a, double b) {
        return switch (f) {
            case SUM -> a + b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }

    /** The reduction of no numbers. */
    static double ofNone(Reduction f) {
        return switch (f) {
            case SUM -> 0;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
        };
    }
}
