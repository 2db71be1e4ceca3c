package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/** Servers with faults in running invocations and in recording them. */
final class FaultyLife {
    private FaultyLife() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                ServerSpecimen.of("life.ends", "runs nothing")
                        .with(() -> new Model(new Records() {
                            @Override
                            void step(Entry entry) {}
                        })),
                ServerSpecimen.of("life.ends", "runs again what has ended")
                        .with(() -> new Model(new Records() {
                            @Override
                            void step(Entry entry) {
                                if (entry.status.equals("SUCCESS")) {
                                    entry.status = "WAIT";
                                    entry.ended = null;
                                }
                                super.step(entry);
                            }
                        })),
                ServerSpecimen.of("life.times", "does not tell when it ended").with(telling((record, entry) -> {
                    record.remove("end_time");
                })),
                ServerSpecimen.of("life.times", "tells when it will end").with(telling((record, entry) -> {
                    if (entry.ended == null) {
                        record.put("end_time", "2999-01-02T03:04:05Z");
                    }
                })),
                ServerSpecimen.of("life.times", "ends before it starts").with(telling((record, entry) -> {
                    if (entry.started != null && entry.ended != null) {
                        record.put("end_time", entry.started.minusMillis(1).toString());
                    }
                })),
                ServerSpecimen.of("life.times", "does not tell when that started which succeeded")
                        .with(telling((record, entry) -> {
                            if (entry.status.equals("SUCCESS")) {
                                record.remove("start_time");
                            }
                        })),
                ServerSpecimen.of("life.error-code", "has a code of success").with(telling((record, entry) -> {
                    if (entry.status.equals("SUCCESS")) {
                        record.put("error_code", 200);
                    }
                })),
                ServerSpecimen.of("life.error-code", "has no code of what was discarded")
                        .with(telling((record, entry) -> record.put("error_code", 0))));
    }

    /** Spoils a record before it is shown. */
    @FunctionalInterface
    interface Telling {
        void change(ObjectNode record, Records.Entry entry);
    }

    static java.util.function.Supplier<Model> telling(Telling telling) {
        return () -> new Model(new Records() {
            @Override
            ObjectNode json(Entry entry) {
                ObjectNode record = super.json(entry);
                telling.change(record, entry);
                return record;
            }
        });
    }
}
