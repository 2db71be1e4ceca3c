package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Correct servers whose invocations and listings are unlike others. */
final class UnusualLives {
    private UnusualLives() {}

    /** Whose enabled function others invoke, once in so many requests. */
    static final class Invoked extends Model {
        private final AtomicInteger requests = new AtomicInteger();
        private final int seldom;

        Invoked(int seldom) {
            this.seldom = seldom;
        }

        @Override
        Reply answer(Incoming request) {
            if (requests.incrementAndGet() % seldom == 0) {
                records.add("test", UUID.randomUUID().toString());
            }
            return super.answer(request);
        }
    }

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                ServerSpecimen.of("", "everything ends at once")
                        .with(() -> new Model(new Records() {
                            @Override
                            synchronized String add(String function, String id) {
                                super.add(function, id);
                                step(find(id));
                                step(find(id));
                                return id;
                            }
                        })),
                ServerSpecimen.of("", "everything fails").with(() -> new Model(new FailingRecords())),
                ServerSpecimen.of("", "others invoke its functions, too").with(() -> new Invoked(40)),
                ServerSpecimen.of("", "its pages are small")
                        .with(() -> new Model(new Records() {
                            @Override
                            synchronized ObjectNode page(String function, Listing listing) {
                                return super.page(
                                        function, listing.withPage(Math.min(3, listing.limit()), listing.marker()));
                            }
                        })),
                ServerSpecimen.of("", "its last page is empty")
                        .with(() -> new Model(new Records() {
                            @Override
                            synchronized ObjectNode page(String function, Listing listing) {
                                ObjectNode page = super.page(function, listing);
                                boolean last = page.path("next_marker").asLong() == 0;
                                return last && page.path("count").asInt() == listing.limit()
                                        ? page.put("next_marker", 1)
                                        : page;
                            }
                        })),
                ServerSpecimen.of("", "its clock knows whole seconds only")
                        .with(() -> new Model(new Records() {
                            @Override
                            boolean isIn(Entry entry, String function, Listing listing) {
                                Instant accepted = entry.accepted.truncatedTo(ChronoUnit.SECONDS);
                                return super.isIn(entry, function, listing.ofAnyTime())
                                        && !accepted.isBefore(listing.begin())
                                        && !accepted.isAfter(listing.end());
                            }
                        })));
    }
}
