package dev.functiongraph.async.contract.server.check.wire;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Functions;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The checks of the names of header fields, and of the host that one names. */
public final class HeaderChecks {
    /** None of them is a name, an address or a port (RFC 3986, section 3.2). */
    private static final List<String> NO_HOSTS = List.of(
            "exa mple.com",
            "example.com/path",
            "example.com?query",
            "example.com#fragment",
            "user@example.com",
            "example.com:port",
            "example.com:80:80",
            "[::1",
            "::1]",
            "<example.com>",
            "\"example.com\"",
            "exa\\mple.com",
            "exa%mple.com",
            "exa|mple.com");

    private HeaderChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "wire.header-letter-case", HeaderChecks::letterCase, "wire.invalid-host", HeaderChecks::invalidHost);
    }

    /** Each header that the contract goes by, once where it changes the answer. */
    private static void letterCase(Probe probe) throws CouldNotRunException, InterruptedException {
        Requests requests = probe.requests();
        Functions functions = probe.functions();
        Message invoke = requests.invoke(functions.enabled(), "{\"key\":\"value\"}");
        List<Message> usual = List.of(
                invoke,
                requests.list(functions.enabled(), "?limit=1"),
                invoke.with("Accept", "text/html"),
                invoke.replacing("Content-Type", "text/plain"),
                invoke.with("Content-Encoding", "gzip"),
                invoke.withChunks("{\"key\":\"value\"}".getBytes(StandardCharsets.UTF_8), 5),
                invoke.withBody("{\"key\":"),
                requests.cancel(functions.enabled(), Requests.CANCEL_OF_UNKNOWN_ID));
        List<Exchange> expected = Concurrently.send(probe, usual);
        List<UnaryOperator<String>> changes =
                List.of(name -> name.toLowerCase(Locale.ROOT), name -> name.toUpperCase(Locale.ROOT));
        for (UnaryOperator<String> change : changes) {
            List<Exchange> changed = Concurrently.send(
                    probe,
                    usual.stream().map(message -> message.withNames(change)).toList());
            for (int i = 0; i < usual.size(); i++) {
                probe.expect(changed.get(i)).status(expected.get(i).status());
            }
        }
    }

    /** One that is none of the server's own names may be refused as such. */
    private static void invalidHost(Probe probe) throws CouldNotRunException {
        Message list = probe.requests().list(probe.functions().enabled(), "?limit=1");
        for (String host : NO_HOSTS) {
            probe.expect(probe.sendMalformed(list.replacing("Host", host))).statusIn(400, 403);
        }
    }
}
