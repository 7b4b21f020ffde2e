/** A small guarded web server: who may ask, how much, how long; routes, answers as JSON, and streams of events. */
@NullMarked
package hanshu.workbench.server;

import org.jspecify.annotations.NullMarked;
