package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.spec.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

/** Servers that take for a request what is none, and ones that take anything for a host. */
final class FaultyNextRequests {
    private FaultyNextRequests() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                ServerSpecimen.of("wire.body-of-get", "leaves the body of a GET where it is")
                        .reading(() -> new WireReader() {
                            @Override
                            boolean readsBody(String method) {
                                return !method.equals("GET");
                            }
                        }),
                ServerSpecimen.of("wire.body-of-get", "reads no chunks of a GET")
                        .reading(() -> new WireReader() {
                            private final ThreadLocal<Boolean> getting = ThreadLocal.withInitial(() -> false);

                            @Override
                            boolean readsBody(String method) {
                                getting.set(method.equals("GET"));
                                return true;
                            }

                            @Override
                            Body chunks(InputStream in) throws IOException, MalformedException {
                                return getting.get() ? new Body(new byte[0], false) : super.chunks(in);
                            }
                        }),
                ServerSpecimen.of("wire.behind-close", "announces a close and goes on in silence")
                        .reading(() -> new WireReader() {
                            @Override
                            boolean goesOn() {
                                return true;
                            }
                        }),
                ServerSpecimen.of("wire.behind-close", "takes no notice of Connection: close")
                        .writing(() -> new WireWriter() {
                            @Override
                            boolean closes(Incoming request, Reply reply) {
                                return request.tooLarge() || request.version().equals("HTTP/1.0");
                            }
                        }),
                ServerSpecimen.of("wire.behind-close", "keeps connections of HTTP/1.0")
                        .reading(() -> new WireReader() {
                            @Override
                            String version(String sent) {
                                return "HTTP/1.1";
                            }
                        }),
                ServerSpecimen.of("wire.invalid-host", "takes anything for a host")
                        .reading(() -> host(".*")),
                ServerSpecimen.of("wire.invalid-host", "looks for spaces in a host alone")
                        .reading(() -> host("\\S*")));
    }

    private static WireReader host(String form) {
        return new WireReader() {
            @Override
            void checkHost(String version, Headers headers) throws MalformedException {
                String host = headers.first("Host").orElse("");
                if (!host.matches(form)) {
                    throw new MalformedException(400, "the Host is malformed");
                }
            }
        };
    }
}
