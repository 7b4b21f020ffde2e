/** Columns and tables: reading, kinds, splits, batches, transforms. */
module hanshu.data {
    requires transitive hanshu.tensor;
    requires static org.jspecify;
    requires de.siegmar.fastcsv;

    exports hanshu.data.table;
}
