package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Servers whose answers are each right, but not after those before them. */
final class FaultySequences {
    private static final String PAGES = "sequence.pages";

    private FaultySequences() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(pages(), states(), loads()).flatMap(servers -> servers);
    }

    private static Stream<ServerSpecimen> pages() {
        return Stream.of(
                ServerSpecimen.of(PAGES, "skips what has the marker of a page's last record")
                        .with(() -> new Model(new TimeMarkers() {
                            @Override
                            boolean follows(Entry entry, long marker) {
                                return position(entry) < marker;
                            }
                        })),
                ServerSpecimen.of(PAGES, "repeats what has the marker of a page's last record")
                        .with(() -> new Model(new TimeMarkers() {
                            @Override
                            boolean follows(Entry entry, long marker) {
                                return position(entry) <= marker;
                            }
                        })),
                ServerSpecimen.of(PAGES, "forgets the status on the second page")
                        .with(() -> new Model(new Records() {
                            @Override
                            boolean isIn(Entry entry, String function, Listing listing) {
                                return super.isIn(
                                        entry, function, listing.marker() == 0 ? listing : withoutStatus(listing));
                            }
                        })),
                ServerSpecimen.of(PAGES, "has on each page what came since the one before")
                        .with(() -> new Model(new Records() {
                            private long newest;

                            @Override
                            synchronized ObjectNode page(String function, Listing listing) {
                                newest = listing.marker() == 0 ? entries.size() : newest;
                                return super.page(function, listing);
                            }

                            @Override
                            boolean follows(Entry entry, long marker) {
                                return super.follows(entry, marker) || entry.number > newest;
                            }
                        })));
    }

    private static Listing withoutStatus(Listing listing) {
        return new Listing(listing.id(), "", listing.begin(), listing.end(), listing.limit(), listing.marker());
    }

    /** It has one marker for each ten invocations; 0 would be that of the last page. */
    private abstract static class TimeMarkers extends Records {
        static long position(Entry entry) {
            return entry.number / 10 + 1;
        }

        @Override
        long marker(Entry last) {
            return position(last);
        }
    }

    private static Stream<ServerSpecimen> states() {
        return Stream.of(
                ServerSpecimen.of("sequence.states", "goes on with what was canceled")
                        .with(() -> new Model(new Changing(2) {
                            @Override
                            void change(Entry entry) {
                                if (entry.code != 0) {
                                    entry.status = "RUNNING";
                                    entry.code = 0;
                                    entry.ended = null;
                                }
                            }
                        })),
                ServerSpecimen.of("sequence.states", "lets what has succeeded fail afterwards")
                        .with(() -> new Model(new Changing(2) {
                            @Override
                            void change(Entry entry) {
                                entry.status = "FAIL";
                                entry.code = 4201;
                            }
                        })),
                ServerSpecimen.of("life.stays", "overwrites the end of what was canceled")
                        .with(() -> new Model(new Changing(1) {
                            @Override
                            void change(Entry entry) {
                                if (entry.code != 0) {
                                    entry.status = "SUCCESS";
                                    entry.code = 0;
                                }
                            }
                        })),
                ServerSpecimen.of("life.stays", "ends a second time")
                        .with(() -> new Model(new Changing(1) {
                            @Override
                            void change(Entry entry) {
                                entry.ended = entry.ended.plusMillis(2);
                            }
                        })));
    }

    private static Stream<ServerSpecimen> loads() {
        return Stream.of(
                ServerSpecimen.of("invoke.at-once", "loses one of twenty that come before it is asked again")
                        .with(() -> new Model(new Records() {
                            private int waiting;

                            @Override
                            synchronized String add(String function, String id) {
                                waiting++;
                                return waiting == 20 ? id : super.add(function, id);
                            }

                            @Override
                            synchronized ObjectNode page(String function, Listing listing) {
                                waiting = 0;
                                return super.page(function, listing);
                            }
                        })),
                ServerSpecimen.of("invoke.at-once", "never runs the tenth of those that come at once")
                        .with(() -> new Model(new Records() {
                            private int waiting;
                            private String tenth = "";

                            @Override
                            synchronized String add(String function, String id) {
                                waiting++;
                                tenth = waiting == 10 ? id : tenth;
                                return super.add(function, id);
                            }

                            @Override
                            synchronized ObjectNode page(String function, Listing listing) {
                                waiting = 0;
                                return super.page(function, listing);
                            }

                            @Override
                            void step(Entry entry) {
                                if (!entry.id.equals(tenth)) {
                                    super.step(entry);
                                }
                            }
                        })));
    }

    /** Changes each invocation once, when it has been looked at so often since it ended. */
    private abstract static class Changing extends Records {
        private final Map<Entry, Integer> looks = new HashMap<>();
        private final int due;

        Changing(int due) {
            this.due = due;
        }

        abstract void change(Entry entry);

        @Override
        void step(Entry entry) {
            super.step(entry);
            if (entry.ended != null && looks.merge(entry, 1, Integer::sum) == due + 1) {
                change(entry);
            }
        }
    }
}
