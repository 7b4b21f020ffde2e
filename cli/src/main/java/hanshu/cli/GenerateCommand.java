package hanshu.cli;

import hanshu.learn.supervised.generate.Beam;
import hanshu.learn.supervised.generate.Sampling;
import hanshu.tensor.Key;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanshu generate MODEL}: goes on with a text. */
@Command(
        name = "generate",
        header = "Writes text as a language model learned it, token after token.",
        description = {
            "  hanshu train shakespeare.txt",
            "        learns the language of a text",
            "  hanshu generate runs/shakespeare-20260131-093000 --prompt \"To be\" --temperature 0.8",
            "        goes on from there; another --seed writes another text",
            "  hanshu generate model.safetensors --beam 5 --length 100",
            "        the most probable text that a beam of five finds"
        },
        customSynopsis = "hanshu generate MODEL [OPTIONS]")
final class GenerateCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = Model.DESCRIPTION)
    private String model = "";

    @Option(names = "--prompt", paramLabel = "TEXT", description = "How the text begins; else with a new line.")
    private String prompt = "";

    @Option(names = "--length", paramLabel = "TOKENS", description = "How much follows. Default: ${DEFAULT-VALUE}.")
    private int length = 300;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "Below 1 likely tokens become likelier; 0 takes the likeliest. Default: ${DEFAULT-VALUE}.")
    private double temperature = 0.8;

    @Option(names = "--top-k", paramLabel = "K", description = "Picks from the K likeliest tokens only.")
    private int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            description = "Picks from the likeliest tokens that together have the probability P.")
    private double topP;

    @Option(
            names = "--beam",
            paramLabel = "N",
            description = "The most probable text that a beam of N finds; nothing is left to chance.")
    private int beam;

    @Option(names = "--seed", paramLabel = "N", description = "Of what is picked. Default: ${DEFAULT-VALUE}.")
    private long seed;

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (length < 1) {
            throw new UsageException("--length: expected 1 or more, got " + length);
        }
        if (!(Model.load(console, model) instanceof Model.OfLanguage(var _, var _, var function))) {
            throw new UsageException(
                    "%s is no language model; %s makes one".formatted(model, console.command("train", "text.txt")));
        }
        if (beam != 0) {
            console.say(function.mostProbable(prompt, said(() -> new Beam(beam, 0, length))));
            return 0;
        }
        var sampling = said(() -> new Sampling(
                temperature,
                topK == 0 ? OptionalInt.empty() : OptionalInt.of(topK),
                topP == 0 ? OptionalDouble.empty() : OptionalDouble.of(topP)));
        function.continued(prompt, length, sampling, Key.of(seed), piece -> {
            console.out().print(piece);
            console.out().flush();
        });
        console.say("");
        return 0;
    }

    /** What is wrong with a setting is wrong with what was typed. */
    private static <T> T said(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
