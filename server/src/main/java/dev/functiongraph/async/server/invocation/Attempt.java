package dev.functiongraph.async.server.invocation;

/**
 * One run of an invocation, claimed under a lease. The attempt's number is also the lease's: whoever claims the
 * invocation again gets a higher one, and what bears the lower changes nothing any more.
 *
 * @param number 1 for the first run; grows with each claim, after a crash too
 * @param failures how many earlier attempts the function failed; only these count against its retries
 * @param lost during how many earlier attempts the server ended without a word
 * @param lostAlone during how many of these nothing else ran
 */
public record Attempt(Invocation invocation, int number, int failures, int lost, int lostAlone) {}
