package dev.functiongraph.async.server.invocation;

import java.util.List;

/**
 * A page of records, newest first.
 *
 * @param next the {@link InvocationRecords.Query#before} of the next page; 0 if there is none
 */
public record InvocationPage(List<InvocationRecord> records, long next) {}
