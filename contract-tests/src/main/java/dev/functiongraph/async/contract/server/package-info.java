/**
 * The machinery that checks a server: settings, preflight, requests, expectations. The checks themselves are in {@code
 * check}, in one package for each group of requirements, which bears the group's name: {@code wire.pipelining} is
 * checked in {@code check.wire}.
 */
@NullMarked
package dev.functiongraph.async.contract.server;

import org.jspecify.annotations.NullMarked;
