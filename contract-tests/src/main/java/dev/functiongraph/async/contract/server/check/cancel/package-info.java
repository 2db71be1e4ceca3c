/** The checks of cancellations ({@code cancel.*}). */
package dev.functiongraph.async.contract.server.check.cancel;
