package hanshu.bench;

/** How long a process needs from its start to the end of its first step along a gradient, that of y = b + w·x. */
public final class FirstStep {
    private FirstStep() {}

    public static void main(String[] args) {
        TrainingTable.line().iterator().next();
        SinceStart.print("first-step", TrainingTable.WHO);
    }
}
