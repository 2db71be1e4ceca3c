/**
 * Tells people and programs what a run found. Everything that a report says is gathered in {@link
 * dev.functiongraph.async.contract.report.Report}, without secrets and without characters that would harm whoever reads it;
 * the formats only write it down.
 */
package dev.functiongraph.async.contract.report;
