package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Servers with faults in listing. */
final class FaultyListing {
    private static final int ALL = 1_000_000;

    private FaultyListing() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(contents(), pages(), queries(), functions()).flatMap(servers -> servers);
    }

    private static Supplier<Model> keeping(Supplier<Records> records) {
        return () -> new Model(records.get());
    }

    private static Stream<ServerSpecimen> contents() {
        return Stream.of(
                ServerSpecimen.of("list.finds-accepted", "finds only what has ended")
                        .with(keeping(() -> new Records() {
                            @Override
                            boolean isIn(Entry entry, String function, Listing listing) {
                                return super.isIn(entry, function, listing)
                                        && (listing.id().isEmpty() || entry.ended != null);
                            }
                        })),
                ServerSpecimen.of("list.newest-first", "lists the oldest of a page first")
                        .with(keeping(() -> new Records() {
                            @Override
                            synchronized ObjectNode page(String function, Listing listing) {
                                ObjectNode page = super.page(function, listing);
                                List<JsonNode> records = new ArrayList<>();
                                page.path("invocations").forEach(records::add);
                                Collections.reverse(records);
                                page.putArray("invocations").addAll(records);
                                return page;
                            }
                        })),
                ServerSpecimen.of("list.newest-first", "exchanges the last two of a page")
                        .with(keeping(() -> new Records() {
                            @Override
                            synchronized ObjectNode page(String function, Listing listing) {
                                ObjectNode page = super.page(function, listing);
                                ArrayNode records = (ArrayNode) page.path("invocations");
                                if (records.size() > 1) {
                                    records.add(records.remove(records.size() - 2));
                                }
                                return page;
                            }
                        })),
                ServerSpecimen.of("list.count", "counts the records of all pages")
                        .with(keeping(() -> new Records() {
                            @Override
                            synchronized ObjectNode page(String function, Listing listing) {
                                int count = super.page(function, listing.withPage(ALL, 0))
                                        .path("count")
                                        .asInt();
                                return super.page(function, listing).put("count", count);
                            }
                        })),
                ServerSpecimen.of("list.count", "has one record more than the limit")
                        .with(keeping(() -> new Records() {
                            @Override
                            synchronized ObjectNode page(String function, Listing listing) {
                                return super.page(function, listing.withPage(listing.limit() + 1, listing.marker()));
                            }
                        })),
                ServerSpecimen.of("list.own-only", "lists all functions together")
                        .with(keeping(() -> new Records() {
                            @Override
                            boolean isIn(Entry entry, String function, Listing listing) {
                                return super.isIn(entry, entry.function, listing);
                            }
                        })));
    }

    private static Stream<ServerSpecimen> pages() {
        return Stream.of(
                ServerSpecimen.of("list.pages", "counts the records that were passed")
                        .with(keeping(() -> new Records() {
                            @Override
                            synchronized ObjectNode page(String function, Listing listing) {
                                ObjectNode page = super.page(function, listing.withPage(ALL, 0));
                                ArrayNode all = (ArrayNode) page.path("invocations");
                                int begin = (int) Math.min(listing.marker(), all.size());
                                int end = Math.min(begin + listing.limit(), all.size());
                                ArrayNode shown = Reply.JSON.createArrayNode();
                                for (int i = begin; i < end; i++) {
                                    shown.add(all.get(i));
                                }
                                page.set("invocations", shown);
                                return page.put("count", shown.size()).put("next_marker", end < all.size() ? end : 0);
                            }
                        })),
                ServerSpecimen.of("list.pages", "leaves one out between two pages")
                        .with(keeping(() -> new Records() {
                            @Override
                            synchronized ObjectNode page(String function, Listing listing) {
                                return super.page(
                                        function,
                                        listing.withPage(
                                                listing.limit(), listing.marker() < 2 ? 0 : listing.marker() - 1));
                            }
                        })),
                ServerSpecimen.of("list.pages", "never comes to the last page").with(keeping(() -> new Records() {
                    @Override
                    synchronized ObjectNode page(String function, Listing listing) {
                        ObjectNode page = super.page(function, listing);
                        return page.path("next_marker").asLong() == 0 ? page.put("next_marker", 1) : page;
                    }
                })));
    }

    private static Stream<ServerSpecimen> queries() {
        return Stream.of(
                ServerSpecimen.of("list.by-status", "ignores the status").with(() -> new Model() {
                    @Override
                    Listing listing(String query) throws RefusedException {
                        Listing asked = super.listing(query);
                        return new Listing(asked.id(), "", asked.begin(), asked.end(), asked.limit(), asked.marker());
                    }
                }),
                ServerSpecimen.of("list.by-status", "takes no status for its own")
                        .with(keeping(() -> new Records() {
                            @Override
                            boolean isIn(Entry entry, String function, Listing listing) {
                                return super.isIn(entry, function, listing)
                                        && listing.status().isEmpty();
                            }
                        })),
                ServerSpecimen.of("list.by-time", "ignores the begin").with(keeping(() -> new Records() {
                    @Override
                    boolean isIn(Entry entry, String function, Listing listing) {
                        return super.isIn(
                                entry,
                                function,
                                new Listing(
                                        listing.id(),
                                        listing.status(),
                                        java.time.Instant.MIN,
                                        listing.end(),
                                        listing.limit(),
                                        listing.marker()));
                    }
                })),
                ServerSpecimen.of("list.by-time", "leaves out what was accepted at the very end")
                        .with(keeping(() -> new Records() {
                            @Override
                            boolean isIn(Entry entry, String function, Listing listing) {
                                return super.isIn(entry, function, listing) && !entry.accepted.equals(listing.end());
                            }
                        })),
                ServerSpecimen.of("list.by-time", "leaves out what was accepted at the very begin")
                        .with(keeping(() -> new Records() {
                            @Override
                            boolean isIn(Entry entry, String function, Listing listing) {
                                return super.isIn(entry, function, listing) && !entry.accepted.equals(listing.begin());
                            }
                        })),
                ServerSpecimen.of("list.by-time", "takes a time without Z for that of its own zone")
                        .with(() -> new Model() {
                            @Override
                            Listing listing(String query) throws RefusedException {
                                Listing asked = super.listing(query);
                                return query.contains("Z")
                                        ? asked
                                        : new Listing(
                                                asked.id(),
                                                asked.status(),
                                                asked.begin().minus(Duration.ofHours(8)),
                                                asked.end().minus(Duration.ofHours(8)),
                                                asked.limit(),
                                                asked.marker());
                            }
                        }),
                ServerSpecimen.of("list.time-offset", "refuses an offset").with(() -> new Model() {
                    @Override
                    Listing listing(String query) throws RefusedException {
                        if (query.matches(".*[+-]..:.*") || query.contains("%2B")) {
                            throw new RefusedException(Reply.error(400, "the query has a malformed time"));
                        }
                        return super.listing(query);
                    }
                }),
                ServerSpecimen.of("list.time-offset", "ignores the offset").with(() -> new Model() {
                    @Override
                    Listing listing(String query) throws RefusedException {
                        return super.listing(query.replaceAll("(%2B|-)([0-9]{2}):([0-9]{2})(?=&|$)", "Z"));
                    }
                }),
                ServerSpecimen.of("list.malformed-query", "ignores what it does not understand")
                        .with(() -> new Model() {
                            @Override
                            Listing listing(String query) throws RefusedException {
                                try {
                                    return super.listing(query);
                                } catch (RefusedException e) {
                                    return super.listing("");
                                }
                            }
                        }),
                ServerSpecimen.of("list.malformed-query", "takes a day after its month's last for the last")
                        .with(() -> new Model() {
                            @Override
                            Listing listing(String query) throws RefusedException {
                                return super.listing(query.replaceAll("-02-(29|3.)T", "-02-28T")
                                        .replaceAll("-(04|06|09|11)-31T", "-$1-30T"));
                            }
                        }),
                ServerSpecimen.of("list.malformed-query", "takes a limit over 500 for 500")
                        .with(() -> new Model() {
                            @Override
                            Listing listing(String query) throws RefusedException {
                                return super.listing(query.replaceAll("limit=(50[1-9]|[1-9][0-9]{3,9})", "limit=500"));
                            }
                        }),
                ServerSpecimen.of("list.unknown-parameter", "refuses what it does not know")
                        .with(() -> new Model() {
                            @Override
                            Listing listing(String query) throws RefusedException {
                                if (!query.matches(
                                        "((request_id|status|query_(begin|end)_time|limit|marker)=[^&]*&?)*")) {
                                    throw new RefusedException(Reply.error(400, "there is no such parameter"));
                                }
                                return super.listing(query);
                            }
                        }));
    }

    private static Stream<ServerSpecimen> functions() {
        return Stream.of(
                ServerSpecimen.of("list.time-on-every-page", "forgets the begin on the second page")
                        .with(keeping(() -> new Records() {
                            @Override
                            boolean isIn(Entry entry, String function, Listing listing) {
                                return super.isIn(entry, function, listing)
                                        || (listing.marker() > 0 && entry.function.equals(function));
                            }
                        })),
                ServerSpecimen.of("list.every-status", "finds none that run").with(keeping(() -> new Records() {
                    @Override
                    boolean isIn(Entry entry, String function, Listing listing) {
                        return super.isIn(entry, function, listing)
                                && !listing.status().equals("RUNNING");
                    }
                })),
                ServerSpecimen.of("list.by-time", "takes times for those of another zone")
                        .with(() -> new Model() {
                            @Override
                            Listing listing(String query) throws RefusedException {
                                Listing utc = super.listing(query);
                                Duration offset = Duration.ofHours(8);
                                return new Listing(
                                        utc.id(),
                                        utc.status(),
                                        utc.begin().minus(offset),
                                        utc.end().minus(offset),
                                        utc.limit(),
                                        utc.marker());
                            }
                        }),
                ServerSpecimen.of("list.pages", "has one page only where it is asked for a status")
                        .with(() -> new Model(new Records() {
                            @Override
                            synchronized ObjectNode page(String function, Listing listing) {
                                ObjectNode page = super.page(function, listing);
                                return listing.status().isEmpty() ? page : page.put("next_marker", 0);
                            }
                        })),
                ServerSpecimen.of("list.absent-function", "has another code there")
                        .with(() -> new Model() {
                            @Override
                            Reply list(Call call) throws RefusedException {
                                return withCode("FSS.1404", () -> super.list(call));
                            }
                        }),
                ServerSpecimen.of("list.absent-function", "lists nothing of an unknown function")
                        .with(() -> new Model() {
                            @Override
                            Reply list(Call call) throws RefusedException {
                                try {
                                    return super.list(call);
                                } catch (RefusedException e) {
                                    if (e.reply().status() != 404) {
                                        throw e;
                                    }
                                    return Reply.json(
                                            200, UUID.randomUUID().toString(), records.page("", Listing.parse("")));
                                }
                            }
                        }),
                ServerSpecimen.of("list.disabled-function", "lists nothing of a disabled function")
                        .with(() -> new Model() {
                            @Override
                            Reply list(Call call) throws RefusedException {
                                if (call.urn().contains(":disabled:")) {
                                    throw new RefusedException(Reply.error(404, "there is no such function"));
                                }
                                return super.list(call);
                            }
                        }));
    }

    /** What answers, or refuses to. */
    @FunctionalInterface
    interface Answering {
        Reply answer() throws RefusedException;
    }

    /** Has this code where a function is unknown. */
    static Reply withCode(String code, Answering answering) throws RefusedException {
        try {
            return answering.answer();
        } catch (RefusedException e) {
            throw new RefusedException(e.reply().withBody(e.reply().text().replace("FSS.0404", code)));
        }
    }
}
