package hanshu.learn.supervised.task.model;

import hanshu.learn.supervised.task.input.Form;
import hanshu.learn.supervised.task.input.TextForm;
import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.learn.supervised.task.output.TextOutput;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What the inputs and outputs were found to be on the training cases, by name. */
public record Forms(SequencedMap<String, Form> inputs, SequencedMap<String, OutputForm> outputs) {
    public Forms {
        inputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outputs));
    }

    public Form input(String name) {
        return known(inputs, name);
    }

    public OutputForm output(String name) {
        return known(outputs, name);
    }

    /** The text that is to be written, if it is one. */
    public Optional<TextOutput> written() {
        return outputs.values().stream()
                .filter(TextOutput.class::isInstance)
                .map(TextOutput.class::cast)
                .findFirst();
    }

    /** The first input of a kind. */
    public <F extends Form> Optional<F> first(Class<F> kind) {
        return inputs.values().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private static <T> T known(Map<String, T> forms, String name) {
        var form = forms.get(name);
        if (form == null) {
            throw new IllegalArgumentException("nothing is known of \"%s\" among %s".formatted(name, forms.keySet()));
        }
        return form;
    }

    /** Whether nothing but texts is read. */
    public boolean readTexts() {
        return inputs.values().stream().allMatch(TextForm.class::isInstance);
    }
}
