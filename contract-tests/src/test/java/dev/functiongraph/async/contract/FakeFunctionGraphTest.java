package dev.functiongraph.async.contract;

import dev.functiongraph.async.client.fake.FakeFunctionGraph;
import dev.functiongraph.async.contract.junit.ServerConformanceTest;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.server.ServerSettings;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** The client's fake server, which conforms to the contract but for headers and bytes that this client never sends. */
class FakeFunctionGraphTest implements ServerConformanceTest {

    private static final List<String> NOT_IMITATED = List.of(
            "wire.*",
            "accept.excludes-json",
            "*.media-type",
            "*.media-type-malformed",
            "*.content-coding",
            "event.charset",
            // It knows functions by their names, in any region and package.
            "function.every-field",
            "function.letter-case",
            // The JDK's HTTP server answers a path with a malformed escape by itself.
            "answer.no-internals");

    private static final FakeFunctionGraph FAKE =
            FakeFunctionGraph.start(Spec.PROJECT).serve("test").disable("disabled");

    @Override
    public ServerSettings settings() {
        return ServerSettings.of(FAKE.uri()).withCases(10);
    }

    @Override
    public Selection selection() {
        return new Selection(List.of(), NOT_IMITATED);
    }

    @AfterAll
    static void close() {
        FAKE.close();
    }
}
