/** The checks of path parameters and unknown paths ({@code path.*}). */
package dev.functiongraph.async.contract.server.check.path;
