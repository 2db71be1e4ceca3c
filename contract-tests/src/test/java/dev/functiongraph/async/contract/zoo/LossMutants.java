package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Servers that lose invocations, or have them twice. */
final class LossMutants extends RecordMutants {
    @Override
    void addAll() {
        for (int most : List.of(2, 5, 10, 20, 50, 100)) {
            add("lost, if " + most + " come between two looks", "record", () -> new Records() {
                private int since;

                @Override
                synchronized String add(String function, String id) {
                    since++;
                    return since == most ? id : super.add(function, id);
                }

                @Override
                synchronized ObjectNode page(String function, Listing listing) {
                    since = 0;
                    return super.page(function, listing);
                }
            });
            add("one of " + most + " is lost", "record", () -> new Records() {
                private int count;

                @Override
                synchronized String add(String function, String id) {
                    count++;
                    return count % most == 0 ? id : super.add(function, id);
                }
            });
        }
        for (int most : List.of(2, 4, 8, 16)) {
            for (String what : List.of("lost", "added twice", "under the id of another", "never run")) {
                addModel(what + ", if " + most + " come at once", "record", "", () -> crowded(most, what));
            }
        }
        for (String of : List.of("test", "disabled")) {
            String open = of.equals("disabled") ? "no event of it is accepted" : "";
            addModel(
                    "a second one for each",
                    "record of " + of,
                    open,
                    () -> new Model(new Records() {
                        @Override
                        synchronized String add(String function, String id) {
                            if (function.equals(of)) {
                                super.add(function, UUID.randomUUID().toString());
                            }
                            return super.add(function, id);
                        }
                    }));
        }
        add("comes late", "record", () -> new Records() {
            @Override
            boolean isIn(Entry entry, String function, Listing listing) {
                return super.isIn(entry, function, listing)
                        && entry.accepted.plusMillis(20).isBefore(Instant.now());
            }
        });
        add("comes with the next", "record", () -> new Records() {
            @Override
            boolean isIn(Entry entry, String function, Listing listing) {
                return super.isIn(entry, function, listing) && entry.number < entries.size();
            }
        });
        for (String status : List.of("WAIT", "RUNNING", "SUCCESS", "DISCARD", "FAIL")) {
            add("not listed while " + status, "record", () -> new Records() {
                @Override
                boolean isIn(Entry entry, String function, Listing listing) {
                    return super.isIn(entry, function, listing) && !entry.status.equals(status);
                }
            });
        }
    }

    /** Of those that arrive at once, the one that makes them so many is treated otherwise. */
    private static Model crowded(int most, String what) {
        Set<String> spoiled = ConcurrentHashMap.newKeySet();
        Records records = new Records() {
            @Override
            void step(Entry entry) {
                if (!(what.equals("never run") && spoiled.contains(entry.id))) {
                    super.step(entry);
                }
            }

            @Override
            ObjectNode json(Entry entry) {
                boolean other = what.equals("under the id of another") && spoiled.contains(entry.id);
                return other ? super.json(entry).put("request_id", entries.get(0).id) : super.json(entry);
            }
        };
        return new Model(records) {
            private final AtomicInteger inFlight = new AtomicInteger();

            @Override
            Reply invoke(Call call) throws RefusedException {
                int now = inFlight.incrementAndGet();
                try {
                    TimeUnit.MILLISECONDS.sleep(3);
                    Reply reply = super.invoke(call);
                    if (now == most) {
                        spoil(SeenPlaces.json(reply).path("request_id").asText());
                    }
                    return reply;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    inFlight.decrementAndGet();
                }
            }

            private void spoil(String id) {
                synchronized (records) {
                    spoiled.add(id);
                    if (what.equals("lost")) {
                        records.entries.remove(records.find(id));
                    } else if (what.equals("added twice")) {
                        records.add("test", id);
                    }
                }
            }
        };
    }
}
