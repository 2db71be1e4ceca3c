package dev.functiongraph.async.contract.zoo;

import java.util.stream.Stream;

/** Correct servers that use connections unlike others. */
final class UnusualConnections {
    private UnusualConnections() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                ServerSpecimen.of("", "demands a token").with(FaultyCredentials.Guarded::new),
                ServerSpecimen.of("", "closes each connection after one answer").reading(() -> new WireReader() {
                    @Override
                    String version(String sent) {
                        return "HTTP/1.0";
                    }
                }),
                ServerSpecimen.of("", "speaks no HTTP/1.0").with(() -> new Model() {
                    @Override
                    Reply answer(Incoming request) {
                        return request.version().equals("HTTP/1.0")
                                ? Reply.error(426, "HTTP/1.1 is required").with("Upgrade", "HTTP/1.1")
                                : super.answer(request);
                    }
                }));
    }
}
