package hanshu.learn.supervised;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Answers under the names by which programs read them: numbers, texts, lists, and maps from label to probability. */
public final class NamedAnswers {
    private static final String PREDICTION = "prediction";

    private NamedAnswers() {}

    /** The only answer: {@code prediction}, then {@code low} and {@code high}, or {@code probabilities}. */
    public static SequencedMap<String, Object> of(Prediction prediction) {
        var named = new LinkedHashMap<String, Object>();
        named.put(PREDICTION, value(prediction));
        if (prediction instanceof Prediction.Quantity quantity) {
            quantity.interval().ifPresent(i -> {
                named.put("low", (float) i.low());
                named.put("high", (float) i.high());
            });
        }
        var probabilities = probabilities(prediction);
        if (!probabilities.isEmpty()) {
            named.put("probabilities", probabilities);
        }
        return named;
    }

    /** One of several: each under the name of its output, then {@code NAME probabilities}. */
    public static SequencedMap<String, Object> of(SequencedMap<String, Prediction> byOutput) {
        var named = new LinkedHashMap<String, Object>();
        byOutput.forEach((output, prediction) -> {
            named.put(output, value(prediction));
            var probabilities = probabilities(prediction);
            if (!probabilities.isEmpty()) {
                named.put(output + " probabilities", probabilities);
            }
        });
        return named;
    }

    /** Of each class; none where there are no classes. */
    public static Map<String, Double> probabilities(Prediction prediction) {
        return switch (prediction) {
            case Prediction.Label label -> label.probabilities();
            case Prediction.Labels labels -> labels.probabilities();
            case Prediction.Quantity _, Prediction.Quantities _, Prediction.Tags _, Prediction.Text _ -> Map.of();
        };
    }

    private static Object value(Prediction prediction) {
        return switch (prediction) {
            case Prediction.Quantity quantity -> (float) quantity.value();
            case Prediction.Quantities several -> several.values();
            case Prediction.Label label -> label.label();
            case Prediction.Labels labels -> labels.answer();
            case Prediction.Tags tags -> tags.tags();
            case Prediction.Text text -> text.answer();
        };
    }
}
