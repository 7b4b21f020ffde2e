package hanshu.learn.supervised.task.input;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hanshu.data.Wording;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.learn.supervised.task.config.TaskConfig.Augmenting;
import hanshu.tensor.Key;

/**
 * What an input was found to be on the training cases, so that any other case is read in the same way: part of the model
 * file.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PictureForm.class, name = "picture"),
    @JsonSubTypes.Type(value = TextForm.class, name = "text"),
    @JsonSubTypes.Type(value = WordForm.class, name = "words"),
    @JsonSubTypes.Type(value = SeriesForm.class, name = "series"),
    @JsonSubTypes.Type(value = TableForm.class, name = "table")
})
public sealed interface Form permits PictureForm, TextForm, WordForm, SeriesForm, TableForm {
    /** Makes cases ready for {@link #encoder}. */
    Prepared prepare(Given given);

    /** Cases to be learned from, changed at random each time they are seen, where there are such changes. */
    default Prepared augmented(Given given, Prepared plain, Augmenting how, Key key) {
        return plain;
    }

    /** The configuration of the encoder with what was left open filled in. */
    EncoderConfig choose(EncoderConfig asked, int cases);

    /** A new encoder for such cases. */
    Encoder encoder(EncoderConfig config, Key key);

    /** In a few words: "pictures 28 × 28, grey". */
    Wording describe();
}
