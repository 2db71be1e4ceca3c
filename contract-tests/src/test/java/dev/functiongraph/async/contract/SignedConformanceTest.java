package dev.functiongraph.async.contract;

import dev.functiongraph.async.contract.junit.ServerConformanceTest;
import dev.functiongraph.async.contract.server.ServerSettings;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kit, which signs, against the server. */
class SignedConformanceTest implements ServerConformanceTest {
    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open().demandingCredentials();

    @Override
    public ServerSettings settings() {
        return ServerSettings.of(SERVER.uri()).withKey(ServerExtension.KEY).withCases(10);
    }
}
