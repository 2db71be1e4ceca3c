package dev.functiongraph.async.server.store;

/**
 * One moment in both of the store's times, in milliseconds.
 *
 * @param steady for durations
 * @param wall to be shown
 */
record Moment(long steady, long wall) {}
