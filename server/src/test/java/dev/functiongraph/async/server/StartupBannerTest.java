package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.function.CatalogReader;
import dev.functiongraph.async.server.function.FunctionCatalog;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartupBannerTest {
    private static final URI SERVER = URI.create("http://127.0.0.1:8080");
    private static final String DISABLED = TestFunctions.entry("off", TestFunctions.Recording.class, "enabled: false");
    private static final String ENABLED = TestFunctions.entry("on", TestFunctions.Recording.class);

    @Test
    void theCommandToTryIsForTheFirstFunctionThatIsEnabled() throws Exception {
        assertThat(StartupBanner.of(SERVER, catalog(DISABLED + ENABLED), false, Optional.empty()))
                .contains(TestFunctions.urn("off") + "  (disabled)\n", TestFunctions.urn("on") + "\n")
                .contains("curl -i -X POST '" + SERVER + TestServer.path(TestFunctions.urn("on")) + "' -H")
                .doesNotContain("X-Auth-Token");
        assertThat(StartupBanner.of(SERVER, catalog(DISABLED), false, Optional.empty()))
                .doesNotContain("curl");
    }

    @Test
    void whereATokenIsRequiredTheCommandHasAPlaceForIt() throws Exception {
        assertThat(StartupBanner.of(SERVER, catalog(ENABLED), true, Optional.empty()))
                .contains(" -H 'X-Auth-Token: TOKEN' ");
    }

    @Test
    void whereTheServerSpeaksTlsTheCommandTrustsItsCertificate() throws Exception {
        Optional<Path> certificate = Optional.of(Path.of("server.pem"));
        assertThat(StartupBanner.of(URI.create("https://localhost:8080"), catalog(ENABLED), false, certificate))
                .contains("curl -i --cacert 'server.pem' -X POST 'https://localhost:8080/");
    }

    private static FunctionCatalog catalog(String entries) throws Exception {
        return new CatalogReader(runtime -> Optional.empty(), 100).read("functions.yaml", "functions:\n" + entries);
    }
}
