/**
 * The machinery that checks a client: any client that a command can start, with a reference server that follows a
 * script. The checks themselves are in {@code check}, in one package for each group of requirements, which bears the
 * group's name without {@code client-}: {@code client-send.path} is checked in {@code check.send}.
 */
@NullMarked
package dev.functiongraph.async.contract.client;

import org.jspecify.annotations.NullMarked;
