/** The checks of the requests that a client sends ({@code client-send.*}). */
@NullMarked
package dev.functiongraph.async.contract.client.check.send;

import org.jspecify.annotations.NullMarked;
