/** Help with words that people type. */
@NullMarked
package dev.functiongraph.async.server.text;

import org.jspecify.annotations.NullMarked;
