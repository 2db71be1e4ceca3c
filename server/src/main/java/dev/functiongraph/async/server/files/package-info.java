/** The reading of files that people write: text, and the part of YAML that cannot be misread. */
package dev.functiongraph.async.server.files;
