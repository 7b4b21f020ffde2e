package hanshu.bench;

import hanshu.nn.optim.Adam;
import hanshu.train.Training;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a long training needs more and more memory: the heap in use after 1,000, 10,000 and 20,000 steps of the
 * workloads of {@link TrainingTable}, garbage collected before. To be run with a small {@code -Xmx}.
 */
public final class HeapTable {
    private static final Set<Integer> LOOKS = Set.of(1_000, 10_000, 20_000);
    private static final int STEPS = 20_000;

    private HeapTable() {}

    /** Prints {@code workload<TAB>step<TAB>MB<TAB>value}. */
    public static void main(String[] args) {
        watch("line", TrainingTable.line());
        watch("mlp-adam", TrainingTable.mlp(new Adam.Config(), 1e-3));
    }

    private static void watch(String workload, Training<?, ?> training) {
        var steps = training.iterator();
        for (int step = 1; step <= STEPS; step++) {
            steps.next();
            if (LOOKS.contains(step)) {
                System.out.printf(Locale.ROOT, "%s\t%d\tMB\t%.2f%n", workload, step, usedMegabytes());
            }
        }
    }

    private static double usedMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() * 0x1p-20;
    }
}
