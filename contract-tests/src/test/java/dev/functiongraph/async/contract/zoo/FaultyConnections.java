package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.spec.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** Servers with faults in reading header sections and in reusing connections. */
final class FaultyConnections {
    private FaultyConnections() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(connections(), heads(), answers()).flatMap(servers -> servers);
    }

    private static Stream<ServerSpecimen> connections() {
        return Stream.of(
                ServerSpecimen.of("wire.expect-continue", "waits for the body").reading(() -> new WireReader() {
                    @Override
                    void continueWith(OutputStream out) {}
                }),
                ServerSpecimen.of("wire.pipelining", "forgets what came too early")
                        .reading(() -> new WireReader() {
                            @Override
                            Body body(InputStream in, Headers headers) throws IOException, MalformedException {
                                Body body = super.body(in, headers);
                                in.skipNBytes(in.available());
                                return body;
                            }
                        }),
                ServerSpecimen.of("wire.after-an-error", "does not read what it will refuse")
                        .reading(() -> new WireReader() {
                            @Override
                            Body body(InputStream in, Headers headers) throws IOException, MalformedException {
                                return headers.first("Content-Type").equals(Optional.of("text/plain"))
                                        ? new Body(new byte[1], false)
                                        : super.body(in, headers);
                            }
                        }),
                ServerSpecimen.of("wire.close-announced", "closes after a refusal, and does not say so")
                        .writing(() -> new WireWriter() {
                            @Override
                            boolean closes(Incoming request, Reply reply) {
                                return reply.status() >= 400;
                            }

                            @Override
                            byte[] bytes(Incoming request, Reply reply) {
                                return new String(super.bytes(request, reply), StandardCharsets.ISO_8859_1)
                                        .replace("Connection: close\r\n", "")
                                        .getBytes(StandardCharsets.ISO_8859_1);
                            }
                        }),
                ServerSpecimen.of("wire.http-1.0", "keeps every connection").reading(() -> new WireReader() {
                    @Override
                    String version(String sent) {
                        return "HTTP/1.1";
                    }
                }));
    }

    private static Stream<ServerSpecimen> heads() {
        return Stream.of(
                ServerSpecimen.of("wire.absolute-form", "takes every target for a path")
                        .reading(() -> new WireReader() {
                            @Override
                            String target(String sent) {
                                return sent;
                            }
                        }),
                ServerSpecimen.of("wire.space-before-colon", "forgives a space before the colon")
                        .reading(() -> new WireReader() {
                            @Override
                            Headers.Field field(String line) throws MalformedException {
                                return super.field(line.replaceFirst("[ \\t]+:", ":"));
                            }
                        }),
                ServerSpecimen.of("wire.missing-host", "needs no Host").reading(() -> new WireReader() {
                    @Override
                    void checkHost(String version, Headers headers) {}
                }));
    }

    private static Stream<ServerSpecimen> answers() {
        return Stream.of(
                ServerSpecimen.of("wire.oversize-headers", "takes a large header section for its own fault")
                        .writing(() -> failing(431)),
                ServerSpecimen.of("wire.oversize-target", "takes a long target for its own fault")
                        .writing(() -> failing(414)),
                ServerSpecimen.of("wire.errors-in-shape", "answers what is not HTTP with a page of its own")
                        .writing(() -> new WireWriter() {
                            @Override
                            byte[] bytes(Incoming request, Reply reply) {
                                return super.bytes(
                                        request,
                                        request == null
                                                ? reply.replacing("Content-Type", "text/html")
                                                        .withBody("<h1>Bad Request</h1>")
                                                : reply);
                            }
                        }));
    }

    private static WireWriter failing(int status) {
        return new WireWriter() {
            @Override
            byte[] bytes(Incoming request, Reply reply) {
                return super.bytes(request, reply.status() == status ? Reply.error(500, "too large") : reply);
            }
        };
    }
}
