package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The transaction of a node's queue: first it ends what has ended, which frees slots, then it starts and stores. Used
 * by one thread.
 */
final class QueueTransaction implements Batches.Transaction<Batches.Write<?>> {
    private final FunctionIds functions;
    private final Supplier<Node> node;
    private final Shares shares;
    private final EndPart ends;
    private final ClaimPart claims;
    private final AcceptPart accepts;

    /** This node, as one transaction sees it. */
    private Node self;

    QueueTransaction(
            FunctionIds functions,
            Supplier<Node> node,
            Shares shares,
            EndPart ends,
            ClaimPart claims,
            AcceptPart accepts) {
        this.functions = functions;
        this.node = node;
        this.self = node.get();
        this.shares = shares;
        this.ends = ends;
        this.claims = claims;
        this.accepts = accepts;
    }

    @Override
    public void prepare(List<Batches.Write<?>> batch) throws SQLException {
        Stream<FunctionUrn> accepted = accepts(batch).stream().map(write -> write.function);
        functions.learn(Stream.concat(accepted, EndPart.functions(ends(batch))).toList());
        self = node.get();
        shares.prepare(self, accepts.starts(accepts(batch)));
    }

    @Override
    public void make(Session on, TallyChanges tally, List<Batches.Write<?>> batch) throws SQLException {
        claims.begin();
        InvocationRows rows = new InvocationRows(self, claims);
        ends.make(on, tally, ends(batch), rows);
        accepts.make(on, tally, accepts(batch), self, rows);
        rows.insert(on);
    }

    @Override
    public void committed(List<Batches.Write<?>> batch) {
        claims.committed();
        accepts.committed(accepts(batch), self);
    }

    private static List<EndWrite> ends(List<Batches.Write<?>> batch) {
        return batch.stream()
                .filter(EndWrite.class::isInstance)
                .map(EndWrite.class::cast)
                .toList();
    }

    private static List<AcceptWrite<?>> accepts(List<Batches.Write<?>> batch) {
        return batch.stream()
                .filter(AcceptWrite.class::isInstance)
                .<AcceptWrite<?>>map(write -> (AcceptWrite<?>) write)
                .toList();
    }
}
