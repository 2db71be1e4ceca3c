/**
 * Who may do what, and until when: the credentials file, the set of credentials that a server looks up, and the
 * changes that the commands make. Free of HTTP.
 */
@NullMarked
package dev.functiongraph.async.server.credentials;

import org.jspecify.annotations.NullMarked;
