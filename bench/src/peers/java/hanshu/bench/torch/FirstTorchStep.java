package hanshu.bench.torch;

import hanshu.bench.SinceStart;

/** How long a process needs from its start to the end of its first step along a gradient, in libtorch. */
public final class FirstTorchStep {
    private FirstTorchStep() {}

    public static void main(String[] args) {
        TorchTable.lineStep().run();
        SinceStart.print("first-step", TorchTable.WHO);
    }
}
