package hanshu.learn.supervised.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What the inputs and outputs were found to be on the training cases, by name. */
record Forms(SequencedMap<String, Form> inputs, SequencedMap<String, OutputForm> outputs) {
    Forms {
        inputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outputs));
    }

    Form input(String name) {
        return known(inputs, name);
    }

    OutputForm output(String name) {
        return known(outputs, name);
    }

    /** The text that is to be written, if it is one. */
    Optional<TextOutput> written() {
        return outputs.values().stream()
                .filter(TextOutput.class::isInstance)
                .map(TextOutput.class::cast)
                .findFirst();
    }

    private static <T> T known(Map<String, T> forms, String name) {
        var form = forms.get(name);
        if (form == null) {
            throw new IllegalArgumentException("nothing is known of \"%s\" among %s".formatted(name, forms.keySet()));
        }
        return form;
    }

    /** Whether nothing but texts is read. */
    boolean readTexts() {
        return inputs.values().stream().allMatch(TextForm.class::isInstance);
    }
}
