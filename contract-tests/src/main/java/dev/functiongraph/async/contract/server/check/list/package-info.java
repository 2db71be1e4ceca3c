/** The checks of listings ({@code list.*}). */
package dev.functiongraph.async.contract.server.check.list;
