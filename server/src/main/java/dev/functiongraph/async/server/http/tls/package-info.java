/** TLS on the server's port: certificates and keys from PEM files, which may be replaced while the server runs. */
@NullMarked
package dev.functiongraph.async.server.http.tls;

import org.jspecify.annotations.NullMarked;
