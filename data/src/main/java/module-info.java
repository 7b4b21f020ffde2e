/** Columns and tables: reading, kinds, splits, batches, transforms. */
module hanshu.data {
    requires transitive hanshu.tensor;
    requires static org.jspecify;
    requires com.fasterxml.jackson.annotation;
    requires de.siegmar.fastcsv;
    requires tools.jackson.databind;

    exports hanshu.data;
    exports hanshu.data.table;
    exports hanshu.data.table.features;

    // Fitted records are written to the model file and read back by their constructors.
    opens hanshu.data.table.features to
            tools.jackson.databind;
}
