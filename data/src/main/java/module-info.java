/** Columns and tables: reading, kinds, splits, batches, transforms; pictures, series and sound. */
module hanshu.data {
    requires transitive hanshu.tensor;
    requires static org.jspecify;
    requires java.desktop;
    requires com.fasterxml.jackson.annotation;
    requires de.siegmar.fastcsv;
    requires transitive tools.jackson.databind;

    exports hanshu.data;
    exports hanshu.data.audio;
    exports hanshu.data.image;
    exports hanshu.data.image.augment;
    exports hanshu.data.series;
    exports hanshu.data.table;
    exports hanshu.data.table.features;
    exports hanshu.data.text;

    // Fitted records are written to the model file and read back by their constructors.
    opens hanshu.data.image to
            tools.jackson.databind;
    opens hanshu.data.image.augment to
            tools.jackson.databind;
    opens hanshu.data.table.features to
            tools.jackson.databind;
    // Tokenizers are written as tokenizer.json and read back by their constructors.
    opens hanshu.data.text to
            tools.jackson.databind;
}
