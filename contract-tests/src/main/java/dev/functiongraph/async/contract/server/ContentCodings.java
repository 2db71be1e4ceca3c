package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** The check of bodies in a content coding, of which only {@code identity} is accepted. */
public final class ContentCodings {
    private static final String CODING = "Content-Encoding";
    private static final String ACCEPTED = "Accept-Encoding";
    private static final String IDENTITY = "identity";

    private ContentCodings() {}

    /**
     * Expects that a body in a content coding is refused, and one in {@code identity} is not.
     *
     * @param toCode the message whose body is coded
     * @param valid the one that is sent as it is
     * @param status of the answer to the valid one
     */
    public static void check(Probe probe, Message toCode, Message valid, int status) throws CouldNotRunException {
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
                valid.with(CODING, "gzip").with(CODING, IDENTITY).withBody(gzip),
                // The header is wrong and the body is not: some code that signs or tunnels requests does so.
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
