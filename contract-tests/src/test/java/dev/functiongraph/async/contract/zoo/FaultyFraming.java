package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.spec.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Stream;

/** Servers with faults in finding the end of a request. */
final class FaultyFraming {
    private FaultyFraming() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(lengths(), codings(), chunks(), arrivals()).flatMap(servers -> servers);
    }

    private static Stream<ServerSpecimen> lengths() {
        return Stream.of(
                ServerSpecimen.of("wire.conflicting-lengths", "goes by the first of two lengths")
                        .reading(() -> new WireReader() {
                            @Override
                            long length(Headers headers) throws MalformedException {
                                String first = headers.first("Content-Length").orElse("0");
                                return super.length(Headers.of("Content-Length", first));
                            }
                        }),
                reading("[+]2", 2, "takes what looks like a number"),
                reading("[0-9]{19}", 0, "takes nineteen digits for none"),
                ServerSpecimen.of("wire.length-and-chunked", "goes by the length where there are chunks")
                        .reading(() -> new WireReader() {
                            @Override
                            Body body(InputStream in, Headers headers) throws IOException, MalformedException {
                                return headers.first("Content-Length").isPresent()
                                                && headers.first("Transfer-Encoding")
                                                        .isPresent()
                                        ? new Body(exactly(in, (int) length(headers)), false)
                                        : super.body(in, headers);
                            }
                        }),
                ServerSpecimen.of("wire.length-and-chunked", "goes on where there were both")
                        .reading(() -> new WireReader() {
                            @Override
                            Body body(InputStream in, Headers headers) throws IOException, MalformedException {
                                return headers.first("Transfer-Encoding").isPresent()
                                        ? chunks(in)
                                        : super.body(in, headers);
                            }
                        }));
    }

    /** Takes malformed lengths for a length. */
    private static ServerSpecimen reading(String malformed, long as, String fault) {
        return ServerSpecimen.of("wire.malformed-length", fault).reading(() -> new WireReader() {
            @Override
            long length(Headers headers) throws MalformedException {
                String length = headers.first("Content-Length").orElse("0");
                return length.matches(malformed) ? as : super.length(headers);
            }
        });
    }

    private static Stream<ServerSpecimen> codings() {
        return Stream.of(
                ServerSpecimen.of("wire.unknown-coding", "reads every coding as chunks")
                        .reading(() -> new WireReader() {
                            @Override
                            Body body(InputStream in, Headers headers) throws IOException, MalformedException {
                                boolean coded = headers.first("Transfer-Encoding")
                                                .isPresent()
                                        && headers.first("Content-Length").isEmpty();
                                return coded ? chunks(in) : super.body(in, headers);
                            }
                        }),
                calling("wire.unknown-coding", 403),
                calling("wire.length-and-chunked", 200));
    }

    /** Has another status for what is wrong with a coding. */
    private static ServerSpecimen calling(String requirement, int status) {
        return ServerSpecimen.of(requirement, "calls it " + status).reading(() -> new WireReader() {
            @Override
            Body body(InputStream in, Headers headers) throws IOException, MalformedException {
                try {
                    return super.body(in, headers);
                } catch (MalformedException e) {
                    boolean coded = headers.first("Transfer-Encoding").isPresent();
                    throw coded ? new MalformedException(status, "it is not so") : e;
                }
            }
        });
    }

    private static Stream<ServerSpecimen> chunks() {
        return Stream.of(
                refusing("[^;]*;.*", "knows no chunk extensions"),
                refusing("[0-9A-Fa-f]{6,}", "knows sizes of few digits"),
                ServerSpecimen.of("wire.chunked", "reads chunks, and forgets them")
                        .reading(() -> new WireReader() {
                            @Override
                            Body chunks(InputStream in) throws IOException, MalformedException {
                                return new Body(new byte[0], super.chunks(in).tooLarge());
                            }
                        }),
                ServerSpecimen.of("wire.malformed-chunk", "takes a malformed chunk for the last")
                        .reading(() -> new WireReader() {
                            @Override
                            Body chunks(InputStream in) throws IOException, MalformedException {
                                try {
                                    return super.chunks(in);
                                } catch (MalformedException e) {
                                    return new Body(new byte[0], false);
                                }
                            }
                        }));
    }

    /** Refuses a body because of its first chunk's line. */
    private static ServerSpecimen refusing(String line, String fault) {
        return ServerSpecimen.of("wire.chunked", fault).reading(() -> new WireReader() {
            @Override
            Body chunks(InputStream in) throws IOException, MalformedException {
                in.mark(100);
                boolean refused = line(in, 400).matches(line);
                in.reset();
                if (refused) {
                    throw new MalformedException(400, "the size of a chunk is malformed");
                }
                return super.chunks(in);
            }
        });
    }

    private static Stream<ServerSpecimen> arrivals() {
        Object one = new Object();
        return Stream.of(
                ServerSpecimen.of("wire.slow-body", "reads what is there, and no more")
                        .reading(() -> new WireReader() {
                            @Override
                            byte[] exactly(InputStream in, int length) throws IOException {
                                byte[] bytes = new byte[length];
                                return length == 0 ? bytes : Arrays.copyOf(bytes, Math.max(0, in.read(bytes)));
                            }
                        }),
                ServerSpecimen.of("wire.slow-body", "cuts off a body that is not there at once")
                        .reading(() -> new WireReader() {
                            @Override
                            byte[] exactly(InputStream in, int length) throws IOException {
                                if (in.available() < length) {
                                    throw new EOFException("the body is slow");
                                }
                                return super.exactly(in, length);
                            }
                        }),
                ServerSpecimen.of("wire.slow-body", "reads one body at a time").reading(() -> new WireReader() {
                    @Override
                    Body body(InputStream in, Headers headers) throws IOException, MalformedException {
                        synchronized (one) {
                            return super.body(in, headers);
                        }
                    }
                }),
                ServerSpecimen.of("wire.abandoned-body", "takes what came for the whole")
                        .reading(() -> new WireReader() {
                            @Override
                            byte[] exactly(InputStream in, int length) throws IOException {
                                return in.readNBytes(length);
                            }
                        }));
    }
}
