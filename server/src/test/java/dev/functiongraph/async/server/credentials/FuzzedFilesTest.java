package dev.functiongraph.async.server.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.Mutations;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.CatalogReader;
import dev.functiongraph.async.server.function.InvalidCatalogException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files that are nearly right. Longer with {@code -Dfuzz.cases=100000}; the same ones with {@code -Dfuzz.seed}. */
class FuzzedFilesTest {
    private static final List<String> OF_LIBRARIES = List.of("Exception", "java.", "yaml.", "fasterxml", "Cannot ");
    private static final String SECRET = "s3cret01".repeat(5);

    private interface Reading {
        void read(String text) throws Exception;
    }

    @Test
    void aCredentialsFileIsReadOrRefusedInPlainWordsThatRepeatNoSecret() {
        String file = CredentialsWriter.text(CredentialSet.empty())
                + """
                tokens:
                  - {id: tok-1, hash: "HASH", role: reader, projects: [PROJECT], created: 2026-11-29T00:00:00Z}
                keys:
                  - id: ACCESS
                    secret: SECRET
                    projects: [PROJECT]
                    created: 2026-11-29T00:00:00Z
                    expires: 2026-12-29T00:00:00Z
                """.replace("HASH", "5e".repeat(32))
                        .replace("ACCESS", "A".repeat(20))
                        .replace("SECRET", SECRET)
                        .replace("PROJECT", TestFunctions.PROJECT);

        eachIsReadOrRefused(file, InvalidCredentialsFileException.class, CredentialsReader::read);
    }

    @Test
    void aFunctionsFileIsReadOrRefusedInPlainWords() {
        CatalogReader reader = new CatalogReader(runtime -> Optional.empty(), 100);
        String file = """
                functions:
                  - urn: URN
                    enabled: true
                    runtime: {type: container, url: "http://127.0.0.1:9000"}
                    timeout: 30s
                    concurrency: 4
                    async: {max_async_retry_attempts: 2, max_async_event_age_in_seconds: 60}
                """.replace("URN", TestFunctions.urn("fn"));

        eachIsReadOrRefused(file, InvalidCatalogException.class, text -> reader.read("functions.yaml", text));
    }

    private static void eachIsReadOrRefused(String file, Class<? extends Exception> refusal, Reading reading) {
        for (int i = 0; i < Mutations.CASES; i++) {
            long seed = Mutations.SEED + i;
            String text = new String(new Mutations(seed).of(List.of(file)), StandardCharsets.UTF_8);
            try {
                reading.read(text);
            } catch (Exception e) {
                assertThat(e).as("fuzz.seed=%d: %s", seed, text).isInstanceOf(refusal);
                assertThat(e.getMessage())
                        .as("fuzz.seed=%d: %s", seed, text)
                        .doesNotContain(OF_LIBRARIES)
                        .doesNotContain(SECRET.substring(0, 12));
            }
        }
    }
}
