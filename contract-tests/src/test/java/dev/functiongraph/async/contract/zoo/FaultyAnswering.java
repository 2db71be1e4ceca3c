package dev.functiongraph.async.contract.zoo;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Servers with a fault in every answer. */
final class FaultyAnswering {
    private FaultyAnswering() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                ServerSpecimen.of("answer.given", "says nothing of a cancellation")
                        .with(() -> new Model() {
                            @Override
                            Reply cancel(Call call) {
                                return null;
                            }
                        }),
                ServerSpecimen.of("answer.given", "ends every connection without an answer")
                        .with(() -> new Model() {
                            @Override
                            Reply answer(Incoming request) {
                                return null;
                            }
                        }),
                ServerSpecimen.of("answer.status", "answers 409 where the function is disabled")
                        .with(() -> new Model() {
                            @Override
                            Reply disabled() {
                                return Reply.error(409, "FSS.0429", "Function Disabled");
                            }
                        }),
                ServerSpecimen.of("answer.request-id", "has errors without X-Request-Id")
                        .with(() -> new Model() {
                            @Override
                            Reply refused(Reply reply) {
                                return reply.without("X-Request-Id");
                            }
                        }),
                ServerSpecimen.of("answer.id-own", "has one id for all refusals")
                        .with(() -> new Model() {
                            @Override
                            Reply refused(Reply reply) {
                                return reply.replacing("X-Request-Id", "e834cb5b-1b2b-4c6b-b41c-8bd10fd41826");
                            }
                        }),
                ServerSpecimen.of("answer.error-code", "has one code for all that a caller did wrong")
                        .with(() -> new Model() {
                            @Override
                            Reply refused(Reply reply) {
                                return reply.withBody(reply.text().replaceFirst("FSS.04(?!04|29)..", "FSS.0400"));
                            }
                        }),
                ServerSpecimen.of("answer.media-type", "has errors in text/plain")
                        .with(() -> new Model() {
                            @Override
                            Reply refused(Reply reply) {
                                return reply.replacing("Content-Type", "text/plain");
                            }
                        }),
                ServerSpecimen.of("answer.media-type", "declares nothing").with(() -> new Model() {
                    @Override
                    Reply accepted(String id) {
                        return super.accepted(id).without("Content-Type");
                    }
                }),
                ServerSpecimen.of("answer.body", "has errors without error_msg").with(() -> new Model() {
                    @Override
                    Reply refused(Reply reply) {
                        return reply.withBody("{\"error_code\":\"FSS.0400\"}");
                    }
                }),
                ServerSpecimen.of("answer.body", "has an id that is no UUID").with(() -> new Model() {
                    @Override
                    Reply accepted(String id) {
                        return super.accepted(id).withBody("{\"request_id\":\"17\"}");
                    }
                }),
                ServerSpecimen.of("answer.body", "has times with a space")
                        .with(FaultyLife.telling((record, entry) -> record.put("start_time", "2026-01-02 03:04:05Z"))),
                ServerSpecimen.of("answer.body", "has a marker of more than 64 bits")
                        .with(() -> new Model() {
                            @Override
                            Reply list(Call call) throws RefusedException {
                                Reply reply = super.list(call);
                                String body = new String(reply.body(), StandardCharsets.UTF_8);
                                return reply.withBody(body.replaceFirst(
                                        "\"next_marker\":\\d+", "\"next_marker\":1180591620717411303424"));
                            }
                        }),
                ServerSpecimen.of("answer.headers", "tells how it is debugged").with(() -> new Model() {
                    @Override
                    Reply accepted(String id) {
                        return super.accepted(id).with("X-Debug-Node", "7");
                    }
                }),
                ServerSpecimen.of("answer.framing", "ends its lines without a carriage return")
                        .writing(() -> new WireWriter() {
                            @Override
                            byte[] bytes(Incoming request, Reply reply) {
                                return new String(super.bytes(request, reply), StandardCharsets.ISO_8859_1)
                                        .replace("\r\n", "\n")
                                        .getBytes(StandardCharsets.ISO_8859_1);
                            }
                        }),
                ServerSpecimen.of("answer.framing", "has more to say than its Content-Length")
                        .writing(FaultyAnswering::longer),
                ServerSpecimen.of("wire.after-an-error", "has more to say than its Content-Length")
                        .writing(FaultyAnswering::longer),
                ServerSpecimen.of("answer.no-internals", "shows a stack trace").with(() -> new Model() {
                    @Override
                    Reply disabled() {
                        return Reply.error(429, "Function Disabled at com.example.Store.read(Store.java:17)");
                    }
                }));
    }

    private static WireWriter longer() {
        return new WireWriter() {
            @Override
            byte[] bytes(Incoming request, Reply reply) {
                return (new String(super.bytes(request, reply), StandardCharsets.ISO_8859_1) + "and more")
                        .getBytes(StandardCharsets.ISO_8859_1);
            }
        };
    }
}
