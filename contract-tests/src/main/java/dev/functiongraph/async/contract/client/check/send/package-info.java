/** The checks of the requests that a client sends ({@code client-send.*}). */
package dev.functiongraph.async.contract.client.check.send;
