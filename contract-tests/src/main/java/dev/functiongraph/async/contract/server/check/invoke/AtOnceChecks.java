package dev.functiongraph.async.contract.server.check.invoke;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.InvocationPoller;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.ListedRecord;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The check of events that arrive at once, more and more of them. */
public final class AtOnceChecks {
    private static final int[] LOADS = {3, 10, 30, 100};
    private static final int MOST_AT_ONCE = 32;
    private static final int MOST_FOLLOWED = 30;

    private AtOnceChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of("invoke.at-once", AtOnceChecks::atOnce);
    }

    private static void atOnce(Probe probe) throws CouldNotRunException, InterruptedException {
        String urn = probe.functions().enabled();
        for (int load : LOADS) {
            List<String> ids = Concurrently.call(
                    Math.min(load, MOST_AT_ONCE),
                    load,
                    () -> Invocations.accepted(probe, urn, "{\"sent\":\"at once\"}"));
            List<Exchange> pages = Pages.newest(probe, urn, ids);
            List<String> listed = Pages.ids(pages);
            for (String id : ids) {
                int times = Collections.frequency(listed, id);
                probe.expect(pages)
                        .that(
                                times == 1,
                                "each of " + load + " invocations that were accepted at once, one time",
                                id + " is listed " + times + " times");
            }
            if (!listed.containsAll(ids)) {
                return;
            }
            followed(probe, urn, ids.subList(0, Math.min(load, MOST_FOLLOWED)));
        }
    }

    private static void followed(Probe probe, String urn, List<String> ids)
            throws CouldNotRunException, InterruptedException {
        for (ListedRecord last : Concurrently.callEach(
                MOST_AT_ONCE, ids, id -> InvocationPoller.followed(probe, urn, id, listed -> {}))) {
            probe.expect(last.listing())
                    .that(
                            last.hasEnded(),
                            "a final status of each of " + ids.size()
                                    + " invocations that were accepted at once, within " + InvocationPoller.limit(probe)
                                    + "; use --timeout to wait longer",
                            "one has not ended: " + last.record());
        }
    }
}
