package dev.functiongraph.async.server.store.sql;

/**
 * One moment in both of the store's times, in milliseconds.
 *
 * @param steady for durations
 * @param wall to be shown
 */
public record Moment(long steady, long wall) {}
