/** Configuration: a record with a default for everything, and the YAML that changes some of it. */
@NullMarked
package hanshu.train.config;

import org.jspecify.annotations.NullMarked;
