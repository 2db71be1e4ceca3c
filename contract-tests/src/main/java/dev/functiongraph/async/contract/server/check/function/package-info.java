/** The checks of enabled, disabled and unknown functions and their names ({@code function.*}). */
package dev.functiongraph.async.contract.server.check.function;
