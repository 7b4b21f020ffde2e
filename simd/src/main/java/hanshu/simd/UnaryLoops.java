package hanshu.simd;

import static hanshu.simd.Functions.DENSITY;
import static hanshu.simd.Functions.ROOT_HALF;
import static hanshu.simd.Lanes.WIDTH;
import static hanshu.simd.Lanes.load;
import static java.lang.invoke.MethodType.methodType;
import static jdk.incubator.vector.VectorOperators.GT;

import hanshu.tensor.Op.Unary;
import hanshu.tensor.PlainKernels;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.incubator.vector.FloatVector;

/**
 * y = f(x) over arrays, a vector at a time. Each operation has a loop of its own, for a loop with a function inside is
 * only fast while it knows a single function.
 */
final class UnaryLoops {
    private static final PlainKernels PLAIN = new PlainKernels();

    /** How many elements are half done at a time; a multiple of every vector's width. */
    private static final int CHUNK = 1024;

    private static final FloatVector ZERO = Lanes.all(0f);
    private static final FloatVector ONE = Lanes.all(1f);

    /** The functions that have a loop with vectors. */
    static final Set<Unary> FUNCTIONS =
            Set.copyOf(EnumSet.complementOf(EnumSet.of(Unary.SIGN, Unary.TAN, Unary.FLOOR, Unary.CEIL, Unary.ROUND)));

    private UnaryLoops() {}

    /** For one of {@link #FUNCTIONS}, and n a multiple of the vectors' width. */
    static void vectors(Unary f, float[] x, int xo, float[] y, int yo, int n) {
        var loop = Apart.LOOPS.get(f);
        if (loop == null) {
            throw new IllegalArgumentException("no vectors for " + f);
        }
        try {
            loop.invokeExact(x, xo, y, yo, n);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a loop throws no checked exception", e);
        }
    }

    /**
     * The loops, so that each is compiled by itself. Where a caller uses two functions, the compiler would inline both
     * loops into it, reach its number of nodes in the second, and leave every vector of that one an object: ten times
     * slower. It does not look behind a handle that is no constant.
     */
    private static final class Apart {
        static final Map<Unary, MethodHandle> LOOPS = loops();

        private static Map<Unary, MethodHandle> loops() {
            var type = methodType(void.class, float[].class, int.class, float[].class, int.class, int.class);
            var loops = new EnumMap<Unary, MethodHandle>(Unary.class);
            for (var f : FUNCTIONS) {
                try {
                    var name = f == Unary.GELU_SLOPE ? "geluSlope" : f.name().toLowerCase(Locale.ROOT);
                    loops.put(f, MethodHandles.lookup().findStatic(UnaryLoops.class, name, type));
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError("each function has a loop of its name", e);
                }
            }
            return loops;
        }
    }

    /** The same element by element. */
    static void scalars(Unary f, float[] x, int xo, float[] y, int yo, int n) {
        switch (f) {
            case EXP -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Functions.exp(x[xo + i]);
                }
            }
            case EXPM1 -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Functions.expm1(x[xo + i]);
                }
            }
            case LOG -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Functions.log(x[xo + i]);
                }
            }
            case LOG1P -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Functions.log1p(x[xo + i]);
                }
            }
            case TANH -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Functions.tanh(x[xo + i]);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Functions.sigmoid(x[xo + i]);
                }
            }
            case SOFTPLUS -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Functions.softplus(x[xo + i]);
                }
            }
            case GELU -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Functions.gelu(x[xo + i]);
                }
            }
            case GELU_SLOPE -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Functions.geluSlope(x[xo + i]);
                }
            }
            case ERF -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Functions.erf(x[xo + i]);
                }
            }
            case SIN -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Functions.sin(x[xo + i]);
                }
            }
            case COS -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Functions.cos(x[xo + i]);
                }
            }
            case NEG, ABS, SIGN, STEP, SQRT, SQUARE, RECIPROCAL, TAN, RELU, FLOOR, CEIL, ROUND ->
                PLAIN.unary(f, x, xo, y, yo, n);
        }
    }

    static void neg(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            load(x, xo + i).neg().intoArray(y, yo + i);
        }
    }

    static void abs(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            load(x, xo + i).abs().intoArray(y, yo + i);
        }
    }

    static void sqrt(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            load(x, xo + i).sqrt().intoArray(y, yo + i);
        }
    }

    static void relu(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            load(x, xo + i).max(0f).intoArray(y, yo + i);
        }
    }

    static void reciprocal(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            ONE.div(load(x, xo + i)).intoArray(y, yo + i);
        }
    }

    static void step(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            ZERO.blend(1f, load(x, xo + i).compare(GT, 0f)).intoArray(y, yo + i);
        }
    }

    static void square(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            var v = load(x, xo + i);
            v.mul(v).intoArray(y, yo + i);
        }
    }

    static void exp(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            VectorFunctions.exp(load(x, xo + i)).intoArray(y, yo + i);
        }
    }

    static void expm1(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            VectorFunctions.expm1(load(x, xo + i)).intoArray(y, yo + i);
        }
    }

    static void log(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            VectorFunctions.log(load(x, xo + i)).intoArray(y, yo + i);
        }
    }

    static void log1p(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            VectorFunctions.log1p(load(x, xo + i)).intoArray(y, yo + i);
        }
    }

    static void tanh(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            VectorFunctions.tanh(load(x, xo + i)).intoArray(y, yo + i);
        }
    }

    static void sigmoid(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            VectorFunctions.sigmoid(load(x, xo + i)).intoArray(y, yo + i);
        }
    }

    static void softplus(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            VectorFunctions.softplus(load(x, xo + i)).intoArray(y, yo + i);
        }
    }

    static void erf(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            VectorFunctions.erf(load(x, xo + i)).intoArray(y, yo + i);
        }
    }

    /** Three loops over what fits the first-level cache, for one would be too long. */
    static void gelu(float[] x, int xo, float[] y, int yo, int end) {
        var erf = Scratch.HALF.array(CHUNK);
        for (int i = 0; i < end; i += CHUNK) {
            int n = Math.min(CHUNK, end - i);
            scaled(x, xo + i, erf, n);
            vectors(Unary.ERF, erf, 0, erf, 0, n);
            gated(x, xo + i, erf, y, yo + i, n);
        }
    }

    static void geluSlope(float[] x, int xo, float[] y, int yo, int end) {
        var erf = Scratch.HALF.array(2 * CHUNK);
        for (int i = 0; i < end; i += CHUNK) {
            int n = Math.min(CHUNK, end - i);
            scaled(x, xo + i, erf, n);
            vectors(Unary.ERF, erf, 0, erf, 0, n);
            squares(x, xo + i, erf, n);
            vectors(Unary.EXP, erf, CHUNK, erf, CHUNK, n);
            slopes(x, xo + i, erf, y, yo + i, n);
        }
    }

    private static void scaled(float[] x, int xo, float[] erf, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            load(x, xo + i).mul(ROOT_HALF).intoArray(erf, i);
        }
    }

    private static void gated(float[] x, int xo, float[] erf, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            load(erf, i).add(1f).mul(load(x, xo + i).mul(0.5f)).intoArray(y, yo + i);
        }
    }

    private static void squares(float[] x, int xo, float[] exp, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            var v = load(x, xo + i);
            v.mul(-0.5f).mul(v).intoArray(exp, CHUNK + i);
        }
    }

    private static void slopes(float[] x, int xo, float[] erf, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            var density = load(erf, CHUNK + i).mul(load(x, xo + i)).mul(DENSITY);
            load(erf, i).mul(0.5f).add(0.5f).add(density).intoArray(y, yo + i);
        }
    }

    static void sin(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            var v = load(x, xo + i);
            if (VectorFunctions.canSin(v)) {
                VectorFunctions.sin(v).intoArray(y, yo + i);
            } else {
                scalars(Unary.SIN, x, xo + i, y, yo + i, WIDTH);
            }
        }
    }

    static void cos(float[] x, int xo, float[] y, int yo, int end) {
        for (int i = 0; i < end; i += WIDTH) {
            var v = load(x, xo + i);
            if (VectorFunctions.canSin(v)) {
                VectorFunctions.cos(v).intoArray(y, yo + i);
            } else {
                scalars(Unary.COS, x, xo + i, y, yo + i, WIDTH);
            }
        }
    }
}
