package hanshu.tensor;

import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fastest kernels that this Java process can run, once.
 *
 * <p>{@code -Dhanshu.kernels=plain} or {@code vector} demands one of the two; without it, vector kernels are used where
 * {@code hanshu-simd} and the module {@code jdk.incubator.vector} are there, and plain loops elsewhere, with a line in
 * the log that says what is missing.
 */
public final class Machine {
    private static volatile @Nullable Kernels kernels;

    private Machine() {}

    /**
     * The kernels that every tensor of this process computes with.
     *
     * @throws IllegalStateException if {@code -Dhanshu.kernels} demands what can't be had
     */
    public static Kernels kernels() {
        var found = kernels;
        return found != null ? found : find();
    }

    private static synchronized Kernels find() {
        var found = kernels;
        if (found == null) {
            boolean vectors =
                    ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
            found = choose(System.getProperty("hanshu.kernels"), vectors, vectors ? providers() : List.of());
            kernels = found;
        }
        return found;
    }

    private static List<Kernels> providers() {
        return ServiceLoader.load(Kernels.class, Kernels.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * @param demand "plain", "vector" or null for the best
     * @param vectors whether the module jdk.incubator.vector is there
     * @param providers the kernels found; none are looked for without that module, for their classes could not load
     */
    static Kernels choose(@Nullable String demand, boolean vectors, List<Kernels> providers) {
        if ("plain".equals(demand)) {
            return new PlainKernels();
        }
        if (demand != null && !"vector".equals(demand)) {
            throw new IllegalStateException("-Dhanshu.kernels: expected plain or vector, got \"" + demand + "\"");
        }
        if (!providers.isEmpty()) {
            return providers.getFirst();
        }
        var missing = vectors
                ? "hanshu-simd is not on the class path or module path: add that dependency"
                : "the Vector API is not enabled: start Java with --add-modules jdk.incubator.vector";
        if (demand != null) {
            throw new IllegalStateException("-Dhanshu.kernels=vector: " + missing);
        }
        System.getLogger(Machine.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "Computing with plain loops, several times slower, because {0}",
                        missing);
        return new PlainKernels();
    }
}
