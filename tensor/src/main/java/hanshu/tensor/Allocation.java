package hanshu.tensor;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** The bytes that this thread has allocated so far, where the module {@code jdk.management} is there to tell. */
final class Allocation {
    static final boolean IS_COUNTED =
            ModuleLayer.boot().findModule("jdk.management").isPresent() && Counter.IS_SUPPORTED;

    private Allocation() {}

    /** Zero where nobody counts. */
    static long bytes() {
        return IS_COUNTED ? Counter.THREADS.getCurrentThreadAllocatedBytes() : 0;
    }

    /** A class of its own, for it cannot load without the module. */
    private static final class Counter {
        static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        static final boolean IS_SUPPORTED =
                THREADS.isThreadAllocatedMemorySupported() && THREADS.isThreadAllocatedMemoryEnabled();
    }
}
