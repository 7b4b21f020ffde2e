package hanshu.bench.vectors;

import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;

/**
 * Writes the reference vectors that the tests of tensor and nn read. Everything is computed in F64 by libtorch, whose
 * version the pom names; only this program needs it. The one argument is the folder of the project.
 */
public final class Vectors {
    private Vectors() {}

    public static void main(String[] args) {
        if (args.length != 1) throw new IllegalArgumentException("expected one argument, the folder of the project");
        // A tensor taken from a native list is freed with the list; this short program frees nothing.
        System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
        torch.set_num_threads(1);
        var tensor = Path.of(args[0], "tensor/src/test/resources/vectors");
        ElementwiseCases.unary().write(tensor.resolve("unary.jsonl"));
        ElementwiseCases.binary().write(tensor.resolve("binary.jsonl"));
        ReductionCases.all().write(tensor.resolve("reductions.jsonl"));
        OrderCases.all().write(tensor.resolve("order.jsonl"));
        MatmulCases.all().write(tensor.resolve("matmul.jsonl"));
        IndexCases.all().write(tensor.resolve("indices.jsonl"));
        LayoutCases.all().write(tensor.resolve("layout.jsonl"));
        SpecialValueCases.all().write(tensor.resolve("special.jsonl"));
        var nn = Path.of(args[0], "nn/src/test/resources/vectors");
        LayerCases.activations().write(nn.resolve("activations.jsonl"));
        LayerCases.layers().write(nn.resolve("layers.jsonl"));
        WindowCases.all().write(nn.resolve("windows.jsonl"));
        ResizeCases.all().write(nn.resolve("resizing.jsonl"));
        LossCases.all().write(nn.resolve("losses.jsonl"));
        MoreLossCases.all().write(nn.resolve("more_losses.jsonl"));
        RecurrentCases.all().write(nn.resolve("recurrent.jsonl"));
        AttentionCases.all().write(nn.resolve("attention.jsonl"));
        SequenceCases.all().write(nn.resolve("sequence.jsonl"));
        OptimiserRuns.trajectories().write(nn.resolve("optimisers.jsonl"));
        ScheduleCases.all().write(nn.resolve("schedules.jsonl"));
        OptimiserRuns.mlp().write(nn.resolve("mlp_run.jsonl"));
    }
}
