package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether something left a record. Others may invoke the function meanwhile; so what comes is compared with what
 * comes of itself.
 */
final class Traces {
    private static final int TRIES = 3;

    private Traces() {}

    /** What may leave a record. */
    @FunctionalInterface
    interface Deed {
        void run() throws CouldNotRunException;
    }

    /**
     * Whether the deed leaves a record each time, beyond those that others leave while at least as many harmless requests
     * are sent. What it leaves now and then cannot be told from the others'.
     */
    static boolean left(Probe probe, String urn, Deed deed) throws CouldNotRunException {
        int before = probe.exchanges().size();
        int strangers = strangers(probe, urn, deed);
        if (strangers < TRIES) {
            return false;
        }
        int requests = (probe.exchanges().size() - before) / TRIES;
        int others = strangers(probe, urn, () -> {
            for (int i = 0; i < requests; i++) {
                probe.page(urn, "?limit=1");
            }
        });
        return strangers - others >= TRIES;
    }

    /** Expects that a refusal left nothing under its own id. */
    static void expectNone(Probe probe, String urn, Exchange refusal) throws CouldNotRunException {
        Optional<String> id = Probe.requestIdHeader(refusal);
        if (id.isPresent()) {
            probe.expect(refusal)
                    .that(probe.record(urn, id.get()).isEmpty(), "no record", "there is one of " + id.get());
        }
    }

    /** How many records came between two of the probe's own, in several tries together. */
    private static int strangers(Probe probe, String urn, Deed deed) throws CouldNotRunException {
        int strangers = 0;
        for (int i = 0; i < TRIES; i++) {
            String before = probe.accepted(urn, "{\"marker\":\"before\"}");
            deed.run();
            String after = probe.accepted(urn, "{\"marker\":\"after\"}");
            List<String> newer = newerThan(before, probe, urn);
            strangers += newer.contains(after) ? newer.size() - 1 : newer.size();
        }
        return strangers;
    }

    private static List<String> newerThan(String id, Probe probe, String urn) throws CouldNotRunException {
        List<String> ids = new ArrayList<>(Pages.newest(probe, urn, List.of(id)));
        if (!ids.contains(id)) {
            throw new CouldNotRunException("the listing does not have the invocation " + id);
        }
        return ids.subList(0, ids.indexOf(id));
    }
}
