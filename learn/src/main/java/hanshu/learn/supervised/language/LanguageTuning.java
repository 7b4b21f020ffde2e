package hanshu.learn.supervised.language;

import hanshu.data.Wording;
import hanshu.learn.supervised.language.LanguageConfig.Architecture;
import hanshu.train.Examples;
import hanshu.train.Trainable;
import hanshu.train.tune.Dimension;
import hanshu.train.tune.Space;
import hanshu.train.tune.Tunable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The network of a language, whose settings are searched, compared by the same tokens of the same text. */
record LanguageTuning(LanguageLearning learning) implements Tunable<LanguageConfig> {
    private static final Set<String> KEYS =
            Set.of("architecture", "layers", "heads", "width", "dropout", "batch", "rate", "decay");

    @Override
    public LanguageConfig config() {
        return learning.config();
    }

    @Override
    public Space space() {
        var config = config();
        var dimensions = new ArrayList<Dimension>(List.of(
                new Dimension.Real("rate", config.rate() / 20, config.rate() * 10, true),
                new Dimension.Whole("batch", 4, Math.max(32, 2L * config.batch()), true),
                new Dimension.Real("decay", 1e-3, 1, true),
                new Dimension.Whole("layers", 1, Math.max(6, config.layers()), false),
                new Dimension.Real("dropout", 0, 0.4, false)));
        int step = config.architecture() == Architecture.GPT ? config.heads() : 1; // heads divide the width
        int half = Math.max(1, config.width() / 2 / step);
        dimensions.add(new Dimension.Choice(
                "width",
                IntStream.of(half, 2 * half, 3 * half, 4 * half)
                        .mapToObj(width -> String.valueOf(step * width))
                        .toList()));
        return new Space(dimensions);
    }

    @Override
    public boolean isSearchable(String key) {
        return KEYS.contains(key);
    }

    @Override
    public String searchable() {
        return "architecture, layers, heads, width, dropout, batch, rate and decay";
    }

    @Override
    public Trainable<LanguageModel<?>, Examples> with(LanguageConfig changed) {
        return new LanguagePatient(learning, changed, learning.train());
    }

    @Override
    public Wording stretches() {
        return Wording.of("eighths", "八分之一"); // of its only epoch
    }

    @Override
    public int epochs() {
        return LanguageLearning.VALIDATIONS;
    }
}
