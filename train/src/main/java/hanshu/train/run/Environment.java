package hanshu.train.run;

/**
 * What a run was computed on; with the configuration, all that its result may depend on.
 *
 * @param hanshu the version of this library
 * @param java the version of the JDK
 * @param kernels which kernels ran, such as "vector 256 bit" or "plain"
 * @param processors how many the process may use
 * @param heapMegabytes the most that the heap may grow to
 */
public record Environment(
        String hanshu, String java, String vm, String os, String kernels, int processors, long heapMegabytes) {

    /** Of this process. */
    public static Environment current(String hanshu, String kernels) {
        var runtime = Runtime.getRuntime();
        return new Environment(
                hanshu,
                Runtime.version().toString(),
                System.getProperty("java.vendor") + " " + System.getProperty("java.vm.name"),
                "%s %s, %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")),
                kernels,
                runtime.availableProcessors(),
                runtime.maxMemory() >> 20);
    }
}
