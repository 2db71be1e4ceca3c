package dev.functiongraph.async.contract.zoo;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;

/** Servers with faults in accepting events. */
final class FaultyInvoking {
    private FaultyInvoking() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                ServerSpecimen.of("invoke.accepted", "answers 200 instead of 202")
                        .with(() -> new Model() {
                            @Override
                            Reply accepted(String id) {
                                return super.accepted(id).withStatus(200);
                            }
                        }),
                ServerSpecimen.of("invoke.accepted", "answers 204 instead of 202")
                        .with(() -> new Model() {
                            @Override
                            Reply accepted(String id) {
                                return super.accepted(id).withStatus(204).withBody("");
                            }
                        }),
                ServerSpecimen.of("invoke.absent-body", "wants a body").with(() -> new Model() {
                    @Override
                    void checkEvent(Call call) throws RefusedException {
                        Bodies.checkEvent(utf8(call.request().body()));
                    }
                }),
                ServerSpecimen.of("invoke.examples", "refuses what is not ASCII")
                        .with(() -> new Model() {
                            @Override
                            void checkEvent(Call call) throws RefusedException {
                                super.checkEvent(call);
                                if (!call.request().text().matches("\\p{ASCII}*")) {
                                    throw new RefusedException(Reply.error(400, "no ASCII"));
                                }
                            }
                        }),
                ServerSpecimen.of("invoke.id-in-header", "has another id in the header")
                        .with(() -> new Model() {
                            @Override
                            Reply accepted(String id) {
                                return super.accepted(id)
                                        .replacing(
                                                "X-Request-Id",
                                                UUID.randomUUID().toString());
                            }
                        }),
                ServerSpecimen.of("invoke.id-unique", "derives the id from the event")
                        .with(() -> new Model() {
                            @Override
                            String newId(Call call) {
                                return UUID.nameUUIDFromBytes(call.request().body())
                                        .toString();
                            }
                        }),
                ServerSpecimen.of("invoke.id-own", "takes the caller's X-Request-Id")
                        .with(() -> new Model() {
                            @Override
                            String newId(Call call) {
                                return call.request().header("X-Request-Id").orElseGet(() -> super.newId(call));
                            }
                        }),
                ServerSpecimen.of("invoke.id-own", "takes the id of the caller's trace")
                        .with(() -> new Model() {
                            @Override
                            String newId(Call call) {
                                return call.request()
                                        .header("traceparent")
                                        .map(trace -> trace.replaceFirst(
                                                "00-(.{8})(.{4})(.{4})(.{4})(.{12})-.*", "$1-$2-$3-$4-$5"))
                                        .orElseGet(() -> super.newId(call));
                            }
                        }),
                ServerSpecimen.of("invoke.id-own", "knows an Idempotency-Key again")
                        .with(() -> new Model() {
                            @Override
                            String newId(Call call) {
                                return call.request()
                                        .header("Idempotency-Key")
                                        .map(key -> UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)))
                                        .map(UUID::toString)
                                        .orElseGet(() -> super.newId(call));
                            }
                        }));
    }
}
