/** The settings of a server: their keys, defaults and ranges, and where they are read from. */
@NullMarked
package dev.functiongraph.async.server.config;

import org.jspecify.annotations.NullMarked;
