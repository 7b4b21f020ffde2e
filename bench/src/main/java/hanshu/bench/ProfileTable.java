package hanshu.bench;

import hanshu.nn.optim.Adam;
import hanshu.nn.optim.Sgd;
import hanshu.nn.rnn.GruCell;
import hanshu.nn.rnn.LstmCell;
import hanshu.tensor.Limit;
import hanshu.tensor.Profiler;
import hanshu.train.Training;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where the time of each workload of {@link TrainingTable}, {@link PictureTable}, {@link RecurrentTable} and {@link
 * BlockTable} goes: each operation beside what this machine can do. Arguments choose among the workloads, such as {@code mlp-adam}.
 */
public final class ProfileTable {
    private static final double WARM_UP = 10;
    private static final double SEEN = 2;

    /** A step of each workload. */
    private static final Map<String, Supplier<Runnable>> WORKLOADS = new LinkedHashMap<>();

    static {
        WORKLOADS.put("line", () -> steps(TrainingTable.line()));
        WORKLOADS.put("mlp-sgd", () -> steps(TrainingTable.mlp(new Sgd.Config(), 0.01)));
        WORKLOADS.put("mlp-adam", () -> steps(TrainingTable.mlp(new Adam.Config(), 1e-3)));
        WORKLOADS.put("mlp-inference", TrainingTable::inference);
        WORKLOADS.put(
                "lenet", () -> PictureTable.training(PictureTable.leNet(false), 64, PictureTable.leNetPictures()));
        WORKLOADS.put(
                "lenet-inference",
                () -> PictureTable.inference(PictureTable.leNet(false), 64, PictureTable.leNetPictures()));
        WORKLOADS.put("vgg", () -> PictureTable.training(PictureTable.vgg(false), 32, PictureTable.vggPictures()));
        WORKLOADS.put(
                "vgg-inference", () -> PictureTable.inference(PictureTable.vgg(false), 32, PictureTable.vggPictures()));
        for (int width : new int[] {128, 512}) {
            WORKLOADS.put("block-" + width, () -> BlockTable.training(width));
            WORKLOADS.put("block-" + width + "-inference", () -> BlockTable.inference(width));
        }
        for (int hidden : new int[] {128, 512}) {
            var lstm = "lstm-" + hidden;
            WORKLOADS.put(lstm, () -> RecurrentTable.training(RecurrentTable.model(LstmCell::of, hidden)));
            WORKLOADS.put(
                    lstm + "-inference", () -> RecurrentTable.inference(RecurrentTable.model(LstmCell::of, hidden)));
            var gru = "gru-" + hidden;
            WORKLOADS.put(gru, () -> RecurrentTable.training(RecurrentTable.model(GruCell::of, hidden)));
            WORKLOADS.put(
                    gru + "-inference", () -> RecurrentTable.inference(RecurrentTable.model(GruCell::of, hidden)));
        }
    }

    private ProfileTable() {}

    public static void main(String[] args) {
        for (var workload : args) {
            if (!WORKLOADS.containsKey(workload)) {
                throw new IllegalArgumentException(
                        "there is no workload %s; there are %s".formatted(workload, WORKLOADS.keySet()));
            }
        }
        var limit = Limit.measure();
        var chosen = new LinkedHashMap<>(WORKLOADS);
        if (args.length > 0) {
            chosen.keySet().retainAll(List.of(args));
        }
        chosen.forEach((workload, made) -> {
            System.out.println("# " + workload);
            System.out.println(profile(made.get(), limit));
        });
    }

    private static String profile(Runnable step, Limit limit) {
        try (var profiler = Profiler.start()) {
            run(step, profiler, WARM_UP);
            profiler.endWarmUp();
            run(step, profiler, SEEN);
            return profiler.profile().table(limit);
        }
    }

    private static void run(Runnable step, Profiler profiler, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            step.run();
            profiler.endStep();
        }
    }

    private static Runnable steps(Training<?, ?> training) {
        return training.iterator()::next;
    }
}
