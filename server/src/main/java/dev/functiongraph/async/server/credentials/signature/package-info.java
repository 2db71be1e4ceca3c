/** The signatures of requests with an access key pair, {@code SDK-HMAC-SHA256}: how they are read and checked. */
@NullMarked
package dev.functiongraph.async.server.credentials.signature;

import org.jspecify.annotations.NullMarked;
