package hanshu.data.table.features;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hanshu.data.table.Table;
import java.util.List;

/** Turns one column into one or several numbers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Quantity.class, name = "number"),
    @JsonSubTypes.Type(value = Answer.class, name = "yes/no"),
    @JsonSubTypes.Type(value = Moment.class, name = "date"),
    @JsonSubTypes.Type(value = WordBag.class, name = "text")
})
public sealed interface NumberFeature permits Quantity, Answer, Moment, WordBag {
    String column();

    /** What each of the numbers is. */
    List<String> names();

    /**
     * Writes the numbers of some rows of a table.
     *
     * @param to (rows × width), of which the columns from {@code offset} on are this feature's
     */
    void write(Table table, int[] rows, float[] to, int offset, int width);
}
