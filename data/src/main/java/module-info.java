/** Columns and tables: reading, kinds, splits, batches, transforms; pictures. */
module hanshu.data {
    requires transitive hanshu.tensor;
    requires static org.jspecify;
    requires java.desktop;
    requires com.fasterxml.jackson.annotation;
    requires de.siegmar.fastcsv;
    requires tools.jackson.databind;

    exports hanshu.data.image;
