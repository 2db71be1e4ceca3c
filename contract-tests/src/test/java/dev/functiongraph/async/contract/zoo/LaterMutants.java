package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Servers that change later what has ended. */
final class LaterMutants extends RecordMutants {
    /** What is done to an entry that has ended, when it was looked at so often, or so long afterwards. */
    @Override
    void addAll() {
        Map<String, Consumer<Records.Entry>> overwriting = new LinkedHashMap<>();
        overwriting.put("succeeds", entry -> {
            entry.status = "SUCCESS";
            entry.code = 0;
            entry.started = entry.started == null ? Instant.now() : entry.started;
            entry.ended = Instant.now();
        });
        overwriting.put("goes on", entry -> {
            entry.status = "RUNNING";
            entry.code = 0;
            entry.ended = null;
        });
        overwriting.put("waits again", entry -> {
            entry.status = "WAIT";
            entry.code = 0;
            entry.started = null;
            entry.ended = null;
        });
        overwriting.put(
                "ends a second time", entry -> entry.ended = Instant.now().plusMillis(1));
        overwriting.put("starts a second time", entry -> entry.started = entry.ended);
        overwriting.put("fails", entry -> {
            entry.status = "FAIL";
            entry.code = 4201;
        });
        overwriting.put("gets another code", entry -> entry.code = entry.code == 0 ? 4201 : 4202);
        overwriting.forEach((operator, change) -> {
            for (boolean canceled : List.of(true, false)) {
                String place = canceled ? "a canceled one" : "an ended one";
                for (int looks : List.of(1, 2, 3, 5)) {
                    add(operator + " after " + looks + " looks", place, () -> changing(canceled, change, looks, 0));
                }
                for (int millis : List.of(0, 50, 500, 2_000)) {
                    add(operator + " after " + millis + " ms", place, () -> changing(canceled, change, 0, millis));
                }
            }
        });
    }

    private static Records changing(boolean canceled, Consumer<Records.Entry> change, int looks, int millis) {
        return new Records() {
            private final Map<Entry, Integer> looked = new HashMap<>();

            @Override
            synchronized ObjectNode page(String function, Listing listing) {
                entries.stream()
                        .filter(entry -> entry.ended != null && (entry.code == CancelingMutants.CANCELED) == canceled)
                        .filter(entry -> looked.getOrDefault(entry, 0) >= 0)
                        .forEach(entry -> {
                            boolean asked = entry.id.equalsIgnoreCase(listing.id());
                            int times = looked.merge(entry, asked ? 1 : 0, Integer::sum);
                            boolean due = looks > 0
                                    ? times > looks
                                    : entry.ended.plusMillis(millis).isBefore(Instant.now());
                            if (due) {
                                looked.put(entry, Integer.MIN_VALUE);
                                change.accept(entry);
                            }
                        });
                return super.page(function, listing);
            }
        };
    }
}
