/** The checks of the header Accept ({@code accept.*}). */
package dev.functiongraph.async.contract.server.check.accept;
