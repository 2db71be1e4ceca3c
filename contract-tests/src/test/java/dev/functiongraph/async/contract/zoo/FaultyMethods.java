package dev.functiongraph.async.contract.zoo;

import java.util.stream.Stream;

/** Servers with faults in handling methods. */
final class FaultyMethods {
    private FaultyMethods() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                ServerSpecimen.of("method.not-allowed", "answers 400").with(() -> new Model() {
                    @Override
                    Reply wrongMethod(Incoming request, String right) {
                        return request.method().equals("OPTIONS")
                                ? super.wrongMethod(request, right)
                                : Reply.error(400, "not so");
                    }
                }),
                ServerSpecimen.of("method.not-allowed", "does not say what is allowed")
                        .with(() -> new Model() {
                            @Override
                            Reply wrongMethod(Incoming request, String right) {
                                Reply reply = super.wrongMethod(request, right);
                                return request.method().equals("OPTIONS") ? reply : reply.without("Allow");
                            }
                        }),
                takenForPost("method.not-allowed", "PUT"),
                takenForPost("method.head", "HEAD"),
                takenForPost("method.options", "OPTIONS"),
                takenForPost("method.trace", "TRACE"),
                ServerSpecimen.of("method.trace", "lists where TRACE is meant").with(() -> new Model() {
                    @Override
                    Reply wrongMethod(Incoming request, String right) {
                        return request.method().equals("TRACE") && right.equals("GET")
                                ? answer(as("GET", request))
                                : super.wrongMethod(request, right);
                    }
                }),
                ServerSpecimen.of("method.head", "cancels where HEAD is meant").with(() -> new Model() {
                    @Override
                    Reply answer(Incoming request) {
                        return request.method().equals("HEAD") && request.path().endsWith("/cancel")
                                ? super.answer(as("POST", request))
                                : super.answer(request);
                    }
                }),
                ServerSpecimen.of("method.head", "sends a body").writing(() -> new WireWriter() {
                    @Override
                    byte[] bytes(Incoming request, Reply reply) {
                        return super.bytes(
                                request == null || !request.method().equals("HEAD") ? request : as("GET", request),
                                reply);
                    }
                }),
                ServerSpecimen.of("method.options", "does not say what is allowed")
                        .with(() -> new Model() {
                            @Override
                            Reply wrongMethod(Incoming request, String right) {
                                Reply reply = super.wrongMethod(request, right);
                                return request.method().equals("OPTIONS") ? reply.without("Allow") : reply;
                            }
                        }));
    }

    private static ServerSpecimen takenForPost(String requirement, String method) {
        return ServerSpecimen.of(requirement, "takes " + method + " for POST").with(() -> new Model() {
            @Override
            Reply wrongMethod(Incoming request, String right) {
                return request.method().equals(method) && right.equals("POST")
                        ? answer(as("POST", request))
                        : super.wrongMethod(request, right);
            }
        });
    }

    static Incoming as(String method, Incoming request) {
        return new Incoming(
                method, request.target(), request.version(), request.headers(), request.body(), request.tooLarge());
    }
}
