/** The reading of files that people write: text, and the part of YAML that cannot be misread. */
@NullMarked
package dev.functiongraph.async.server.files;

import org.jspecify.annotations.NullMarked;
