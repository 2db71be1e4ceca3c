/** The checks of how a client understands answers ({@code client-read.*}). */
package dev.functiongraph.async.contract.client.check.read;
