/** The checks of credentials, where the server requires some ({@code credentials.*}). */
package dev.functiongraph.async.contract.server.check.credentials;
