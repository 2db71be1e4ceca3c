/** The checks of when a client sends an event again ({@code client-repeat.*}). */
package dev.functiongraph.async.contract.client.check.repeat;
