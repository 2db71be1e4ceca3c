/** The contract as files, and the page that shows it. */
package dev.functiongraph.async.server.http.docs;
