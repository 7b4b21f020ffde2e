/** Pictures: reading them from folders, archives, IDX files and manifests, and handing them out in batches. */
@NullMarked
package hanshu.data.image;

import org.jspecify.annotations.NullMarked;
