/** The checks of the event: its JSON, its size, its media type ({@code event.*}). */
package dev.functiongraph.async.contract.server.check.event;
