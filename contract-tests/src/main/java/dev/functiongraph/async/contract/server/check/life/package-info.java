/** The checks of an invocation on its way to its end ({@code life.*}). */
package dev.functiongraph.async.contract.server.check.life;
