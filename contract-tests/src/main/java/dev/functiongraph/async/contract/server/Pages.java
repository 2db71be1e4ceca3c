package dev.functiongraph.async.contract.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Reads listings of a server that others may use at the same time, and that may have any number of older records: it reads
 * on until it has passed what it looks for.
 */
final class Pages {
    private static final int MOST = 500;
    private static final int ENOUGH = 100;

    private Pages() {}

    static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("invocations")
                .forEach(record -> ids.add(record.path("request_id").asText()));
        return ids;
    }

    static long next(JsonNode page) {
        return page.path("next_marker").asLong();
    }

    /** The newest ids of a function, newest first, at least up to the last of the wanted ones, if the listing has them. */
    static List<String> newest(Probe probe, String urn, Collection<String> wanted) throws CouldNotRunException {
        List<String> ids = new ArrayList<>();
        long marker = 0;
        for (int pages = 0; pages < ENOUGH; pages++) {
            JsonNode page = probe.page(urn, "?limit=" + MOST + "&marker=" + marker);
            ids.addAll(ids(page));
            marker = next(page);
            if (marker == 0 || ids.containsAll(wanted)) {
                break;
            }
        }
        return ids;
    }
}
