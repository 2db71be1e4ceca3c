package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether something left a record. Others may invoke the function meanwhile; so it is repeated, and believed only
 * where nothing comes of itself.
 */
final class Traces {
    private static final int TRIES = 3;

    private Traces() {}

    /** What may leave a record. */
    @FunctionalInterface
    interface Deed {
        void run() throws CouldNotRunException;
    }

    /** @throws CouldNotRunException if others invoke the function so often that nothing can be said */
    static boolean left(Probe probe, String urn, Deed deed) throws CouldNotRunException {
        if (isQuietOnce(probe, urn, deed)) {
            return false;
        }
        if (isQuietOnce(probe, urn, () -> {})) {
            return true;
        }
        throw new CouldNotRunException("others invoke the function all the time: whose records are new cannot be told");
    }

    /** Expects that a refusal left nothing under its own id. */
    static void expectNone(Probe probe, String urn, Exchange refusal) throws CouldNotRunException {
        Optional<String> id = Probe.requestIdHeader(refusal);
        if (id.isPresent()) {
            probe.expect(refusal)
                    .that(probe.record(urn, id.get()).isEmpty(), "no record", "there is one of " + id.get());
        }
    }

    private static boolean isQuietOnce(Probe probe, String urn, Deed deed) throws CouldNotRunException {
        for (int i = 0; i < TRIES; i++) {
            String before = probe.accepted(urn, "{\"marker\":\"before\"}");
            deed.run();
            String after = probe.accepted(urn, "{\"marker\":\"after\"}");
            if (newerThan(before, probe, urn).equals(List.of(after))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> newerThan(String id, Probe probe, String urn) throws CouldNotRunException {
        List<String> ids = new ArrayList<>(Pages.newest(probe, urn, List.of(id)));
        if (!ids.contains(id)) {
            throw new CouldNotRunException("the listing does not have the invocation " + id);
        }
        return ids.subList(0, ids.indexOf(id));
    }
}
