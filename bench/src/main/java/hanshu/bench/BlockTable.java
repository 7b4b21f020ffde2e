package hanshu.bench;

import hanshu.nn.Activation;
import hanshu.nn.attention.TransformerConfig;
import hanshu.nn.attention.TransformerEncoderLayer;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.Set;

/**
 * One block of a Transformer's encoder, norms first, on 16 sequences of 64 elements: training with Adam on the mean
 * square of what it shows, and inference. Arguments choose among {@code block-128} (4 heads) and {@code block-512} (8).
 */
public final class BlockTable {
    private static final int BATCH = 16;
    private static final Key KEY = Key.of(1);

    private BlockTable() {}

    public static void main(String[] args) {
        var chosen = Set.of(args);
        for (int width : new int[] {128, 512}) {
            var workload = "block-" + width;
            if (chosen.isEmpty() || chosen.contains(workload)) {
                Steady.print(workload, TrainingTable.WHO, "samples/s", BATCH, training(width));
                Steady.print(workload + "-inference", TrainingTable.WHO, "samples/s", BATCH, inference(width));
            }
        }
    }

    static Runnable training(int width) {
        return Sequences.training(block(width), x(width));
    }

    static Runnable inference(int width) {
        return Sequences.inference(block(width), x(width));
    }

    private static TransformerEncoderLayer block(int width) {
        var config = TransformerConfig.of(width, width == 128 ? 4 : 8, 4 * width)
                .withActivation(Activation.GELU)
                .withNormFirst()
                .withDropout(0);
        return TransformerEncoderLayer.of(config, KEY);
    }

    private static Tensor x(int width) {
        return KEY.at("x").normal(BATCH, 64, width);
    }
}
