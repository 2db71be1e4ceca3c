package dev.functiongraph.async.contract.server.check.wire;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.FailureText;
import dev.functiongraph.async.contract.server.OnOneConnection;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The checks of where a request ends: declared in one way only, with nothing behind it taken for another request. */
public final class FramingChecks {
    private static final String CODING = "Transfer-Encoding";
    private static final String LENGTH = "Content-Length";

    private FramingChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "wire.conflicting-lengths", FramingChecks::conflictingLengths,
                "wire.malformed-length", FramingChecks::malformedLength,
                "wire.length-and-chunked", FramingChecks::lengthAndChunked,
                "wire.unknown-coding", FramingChecks::unknownCoding);
    }

    private static Message invoke(Probe probe) {
        return probe.requests().invoke(probe.functions().enabled(), "{}").without(LENGTH);
    }

    /** A whole request, which only a server that has lost its place would read. */
    private static String smuggled(Probe probe) {
        byte[] bytes = probe.requests()
                .invoke(probe.functions().enabled(), "{\"smuggled\":\"event\"}")
                .bytes();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void conflictingLengths(Probe probe) throws CouldNotRunException {
        String payload = "{}" + smuggled(probe);
        String all = Integer.toString(payload.length());
        for (Message message : List.of(
                invoke(probe).with(LENGTH, "2").with(LENGTH, all),
                invoke(probe).with(LENGTH, all).with(LENGTH, "2"),
                invoke(probe).with(LENGTH, "2, " + all),
                invoke(probe).with(LENGTH, all + ",2"))) {
            probe.expect(OnOneConnection.last(probe, message.withPayload(payload)))
                    .status(400);
        }
    }

    private static void malformedLength(Probe probe) throws CouldNotRunException {
        for (String length : List.of("x", "-2", "+2", "2.0", "0x2", "2 2", "2x", "2;")) {
            probe.expect(OnOneConnection.last(
                            probe, invoke(probe).with(LENGTH, length).withPayload("{}")))
                    .status(400);
        }
        // Around 2 to the power of 63, and 2 more than 2 to the power of 64.
        for (String huge :
                List.of("9223372036854775807", "9223372036854775808", "9999999999999999999", "18446744073709551618")) {
            Message beyond = invoke(probe).with(LENGTH, huge).withPayload("{}");
            probe.expect(OnOneConnection.last(probe, beyond)).statusIn(400, 413);
        }
    }

    /** RFC 9112 allows a server to refuse it or to use the chunks, and requires it to close the connection. */
    private static void lengthAndChunked(Probe probe) throws CouldNotRunException {
        String smuggled = smuggled(probe);
        String size = Integer.toHexString(smuggled.length()) + "\r\n";
        String none = "0\r\n\r\n";
        for (Message message : List.of(
                both(probe, none.length() + smuggled.length(), "chunked").withPayload(none + smuggled),
                both(probe, size.length(), "chunked").withPayload(size + smuggled + "\r\n" + none),
                both(probe, 2, "xchunked").withPayload("{}" + smuggled))) {
            for (Message each : List.of(message, lengthLast(message))) {
                Exchange exchange = OnOneConnection.last(probe, each);
                probe.expect(exchange)
                        .that(
                                exchange.status() == 202 || exchange.status() >= 400 || FailureText.isClosed(exchange),
                                "status 202 or an error, or the connection closed",
                                exchange.summary());
            }
        }
    }

    /** Where such a body ends is not known. */
    private static void unknownCoding(Probe probe) throws CouldNotRunException {
        for (String coding : List.of("xchunked", "chunked, xchunked")) {
            Message message = invoke(probe).with(CODING, coding).withPayload("2\r\n{}\r\n0\r\n\r\n", "{}");
            Exchange exchange = OnOneConnection.last(probe, message);
            probe.expect(exchange)
                    .that(
                            Set.of(400, 411, 501).contains(exchange.status()) || FailureText.isClosed(exchange),
                            "status 501 or 400, or the connection closed",
                            exchange.summary());
        }
    }

    private static Message both(Probe probe, int length, String coding) {
        return invoke(probe).with(LENGTH, Integer.toString(length)).with(CODING, coding);
    }

    private static Message lengthLast(Message message) {
        String length = message.request().headers().first(LENGTH).orElseThrow();
        return message.without(LENGTH).with(LENGTH, length);
    }
}
