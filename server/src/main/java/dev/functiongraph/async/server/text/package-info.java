/** Help with words that people type. */
package dev.functiongraph.async.server.text;
