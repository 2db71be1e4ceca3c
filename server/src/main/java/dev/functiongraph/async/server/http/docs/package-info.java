/** The contract as files, and the page that shows it. */
@NullMarked
package dev.functiongraph.async.server.http.docs;

import org.jspecify.annotations.NullMarked;
