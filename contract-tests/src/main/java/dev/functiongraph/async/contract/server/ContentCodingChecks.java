package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies in a content coding, of which only {@code identity} is accepted. */
final class ContentCodingChecks {
    private static final String CODING = "Content-Encoding";
    private static final String ACCEPTED = "Accept-Encoding";
    private static final String IDENTITY = "identity";

    private ContentCodingChecks() {}

    static Map<String, ServerCheck> all() {
        return Map.of(
                "event.content-coding", ContentCodingChecks::event,
                "cancel.content-coding", ContentCodingChecks::cancellation);
    }

    private static void event(Probe probe) throws CouldNotRunException {
        probe.accepted(probe.functions().enabled(), "{}");
        Message valid = probe.requests().invoke(probe.functions().enabled(), "{\"key\":\"value\"}");
        check(probe, valid, valid, 202);
    }

    private static void cancellation(Probe probe) throws CouldNotRunException {
        String body = CancelChecks.body(probe.accepted(probe.functions().enabled(), "{}"));
        // Compressed, an id of the server's would make other bytes of each run.
        String same = body.replaceAll("[0-9A-Fa-f-]{36}", "3f2504e0-4f89-41d3-9a0c-0305e82c3301");
        check(
                probe,
                probe.requests().cancel(probe.functions().enabled(), same),
                probe.requests().cancel(probe.functions().enabled(), body),
                200);
    }

    private static void check(Probe probe, Message toCode, Message valid, int status) throws CouldNotRunException {
        for (Message coded : coded(toCode)) {
            expectRefusal(probe, probe.send(coded));
        }
        for (String identity : List.of(IDENTITY, "Identity")) {
            probe.expect(probe.send(valid.with(CODING, identity))).status(status);
        }
    }

    private static void expectRefusal(Probe probe, Exchange exchange) {
        String named = exchange.received()
                .map(received -> String.join(", ", received.answer().headers().values(ACCEPTED)))
                .orElse("");
        probe.expect(exchange)
                .status(415)
                .that(
                        exchange.status() != 415 || named.equalsIgnoreCase(IDENTITY),
                        ACCEPTED + ": " + IDENTITY,
                        named.isEmpty() ? "there is no " + ACCEPTED : ACCEPTED + ": " + named);
    }

    private static List<Message> coded(Message valid) {
        byte[] gzip = compressed(valid.body(), GZIPOutputStream::new);
        return List.of(
                valid.with(CODING, "gzip").withBody(gzip),
                valid.with(CODING, "gzip").withChunks(gzip, 10),
                valid.with(CODING, "GZIP").withBody(gzip),
                valid.with(CODING, "x-gzip").withBody(gzip),
                valid.with(CODING, "deflate").withBody(compressed(valid.body(), DeflaterOutputStream::new)),
                valid.with(CODING, "gzip, identity").withBody(gzip),
                valid.with(CODING, "identity, gzip").withBody(gzip),
                valid.with(CODING, IDENTITY).with(CODING, "gzip").withBody(gzip),
                // What is said is wrong, and what is sent is right: some code that signs or tunnels requests does so.
                valid.with(CODING, "gzip"),
                valid.with(CODING, "br"),
                valid.with(CODING, "aws-chunked"),
                valid.with(CODING, "utf-8"));
    }

    /** A stream that compresses what is written to another one. */
    @FunctionalInterface
    private interface Coding {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] compressed(byte[] body, Coding coding) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = coding.around(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
