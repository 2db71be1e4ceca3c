/**
 * The store on PostgreSQL, which several nodes share. What it rests on is the database's clock, its row locks, and the
 * numbers of attempts; nothing else.
 *
 * <pre>
 *   PostgresStore
 *     PostgresQueue         Batches in one QueueTransaction each: EndPart ends, ClaimPart claims, AcceptPart stores
 *     Shares                what this node may run of each function's concurrency
 *     PostgresMaintenance   what time brings about, by any node; RecordPartitions drops what is old
 *     PostgresRecords       what callers and operators look at
 *     Nodes                 heartbeats, who is dead, who serves what; LostAttempts run again
 *   PostgresOperatorStore   the same database for the commands
 *   PostgresDatabase        the connections, and the schema in db/postgresql
 * </pre>
 *
 * <p>Each transaction adds a row of {@link dev.functiongraph.async.server.store.postgresql.TallyTable} instead of
 * changing a count, so that none waits for another's; sums are the counts (invariant 6).
 */
@NullMarked
package dev.functiongraph.async.server.store.postgresql;

import org.jspecify.annotations.NullMarked;
