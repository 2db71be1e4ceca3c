/**
 * Reports of a run, for people and for programs. Everything that a report says is gathered in {@link
 * dev.functiongraph.async.contract.report.Report}, without secrets and without characters that would harm whoever reads
 * it; each format only writes it down.
 */
@NullMarked
package dev.functiongraph.async.contract.report;

import org.jspecify.annotations.NullMarked;
