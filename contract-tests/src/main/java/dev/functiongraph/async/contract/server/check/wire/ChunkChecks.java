package dev.functiongraph.async.contract.server.check.wire;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.FailureText;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.LeftoverRecords;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The checks of bodies in chunks. */
public final class ChunkChecks {
    private ChunkChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of("wire.chunked", ChunkChecks::chunked, "wire.malformed-chunk", ChunkChecks::malformedChunk);
    }

    private static Message invoke(Probe probe) {
        return probe.requests().invoke(probe.functions().enabled(), "{}");
    }

    private static Message chunks(Probe probe, String payload, String meaning) {
        return invoke(probe)
                .without("Content-Length")
                .with("Transfer-Encoding", "chunked")
                .withPayload(payload, meaning);
    }

    private static void chunked(Probe probe) throws CouldNotRunException {
        Invocations.accepted(probe, probe.functions().enabled(), "{\"key\":\"北京\"}");
        for (int i = 0; i < Math.max(5, probe.cases() / 5); i++) {
            byte[] event =
                    ("{\"key\":\"" + "北京".repeat(probe.random().nextInt(200)) + "\"}").getBytes(StandardCharsets.UTF_8);
            int size = 1 + probe.random().nextInt(i % 2 == 0 ? 5 : event.length);
            probe.expect(probe.send(invoke(probe).withChunks(event, size))).status(202);
        }
        for (String payload : List.of(
                "A\r\n{\"a\": \"b\"}\r\n0\r\n\r\n",
                "a\r\n{\"a\": \"b\"}\r\n0\r\n\r\n",
                "000A\r\n{\"a\": \"b\"}\r\n000\r\n\r\n",
                "000000a\r\n{\"a\": \"b\"}\r\n0000000\r\n\r\n",
                "a;name=value\r\n{\"a\": \"b\"}\r\n0;last\r\n\r\n",
                "a;name=\"a; value\"\r\n{\"a\": \"b\"}\r\n0\r\n\r\n",
                "a\r\n{\"a\": \"b\"}\r\n0\r\nX-Trailer: value\r\n\r\n")) {
            probe.expect(probe.send(chunks(probe, payload, "{\"a\": \"b\"}"))).status(202);
        }
        probe.expect(probe.send(chunks(probe, "0\r\n\r\n", ""))).status(202);
        probe.expect(probe.send(chunks(probe, "2\r\n{}\r\n0\r\n\r\n", "{}").replacing("Transfer-Encoding", "Chunked")))
                .status(202);
        // Refused for the joined content: the chunks are decoded and not only skipped.
        probe.expect(probe.send(invoke(probe).withChunks("{\"a\":".getBytes(StandardCharsets.UTF_8), 3)))
                .status(400);
    }

    private static void malformedChunk(Probe probe) throws CouldNotRunException, InterruptedException {
        boolean left = LeftoverRecords.left(probe, probe.functions().enabled(), () -> {
            for (String payload : List.of(
                    "x\r\n{}\r\n0\r\n\r\n",
                    "\r\n{}\r\n0\r\n\r\n",
                    "-2\r\n{}\r\n0\r\n\r\n",
                    "+2\r\n{}\r\n0\r\n\r\n",
                    "0x2\r\n{}\r\n0\r\n\r\n",
                    "2 2\r\n{}\r\n0\r\n\r\n",
                    "2\r\n{}  \r\n0\r\n\r\n",
                    // 2 to the power of 64, and 2 more.
                    "10000000000000002\r\n{}\r\n0\r\n\r\n")) {
                Exchange exchange = probe.sendMalformed(chunks(probe, payload, payload));
                probe.expect(exchange)
                        .that(
                                exchange.status() == 400 || exchange.status() == 413 || FailureText.isClosed(exchange),
                                "status 400, 413 if the size is huge, or the connection closed",
                                exchange.summary());
            }
        });
        probe.expect(!left, "no record of an event whose chunks are malformed", "there is a new one");
    }
}
