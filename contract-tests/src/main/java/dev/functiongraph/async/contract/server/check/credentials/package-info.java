/** The checks of credentials, where the server requires some ({@code credentials.*}). */
@NullMarked
package dev.functiongraph.async.contract.server.check.credentials;

import org.jspecify.annotations.NullMarked;
