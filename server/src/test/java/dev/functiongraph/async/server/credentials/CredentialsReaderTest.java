package dev.functiongraph.async.server.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.server.TestFunctions;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsReaderTest {
    private static final String HASH_KEY = "hash-key: \"" + "A".repeat(43) + "=\"\n";
    private static final String TOKEN = """
            tokens:
              - id: tok-1
                hash: "HASH"
                role: caller
                projects: [PROJECT]
                created: 2026-11-29T00:00:00Z
                expires: 2026-12-29T00:00:00Z
            """.replace("HASH", "5e".repeat(32)).replace("PROJECT", TestFunctions.PROJECT);
    private static final String KEY = """
            keys:
              - id: ACCESS
                secret: SECRET
                projects: [PROJECT]
                created: 2026-11-29T00:00:00Z
            """.replace("ACCESS", "A".repeat(20))
            .replace("SECRET", "s3cret01".repeat(5))
            .replace("PROJECT", TestFunctions.PROJECT);

    @Test
    void whatThePageShowsIsRead() throws IOException {
        CredentialSet set = CredentialsReader.read(HASH_KEY + TOKEN + KEY);

        Grant token = set.tokens().get(0).grant();
        assertThat(token.id()).isEqualTo("tok-1");
        assertThat(token.role()).isEqualTo(Role.CALLER);
        assertThat(token.projects()).containsExactly(TestFunctions.PROJECT);
        assertThat(token.expires()).contains(Instant.parse("2026-12-29T00:00:00Z"));
        Grant key = set.keys().get(0).grant();
        assertThat(key.role()).isEqualTo(Role.CALLER);
        assertThat(key.expires()).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        CredentialSet set = CredentialsReader.read(HASH_KEY + TOKEN + KEY);

        String text = CredentialsWriter.text(set);
        assertThat(CredentialsWriter.text(CredentialsReader.read(text))).isEqualTo(text);
        assertThat(text).contains("tok-1", "s3cret01", TestFunctions.PROJECT);
    }

    @Test
    void nothingSecretIsPrinted() throws IOException {
        CredentialSet set = CredentialsReader.read(HASH_KEY + TOKEN + KEY);

        assertThat(set.toString() + set.tokens() + set.keys()).doesNotContain("s3cret01", "5e5e", "AAAA=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | line 1: there is nothing in it",
                "'# none' | line 1: there is nothing in it",
                "'s3cret' | line 1: not a map with hash-key, tokens, keys",
                "'- s3cret' | line 1: not a map with hash-key, tokens, keys",
                "'s3cret: PROJECT' | line 1: this is a tokens file of an earlier version; make a new token for each",
                "'tokens: []' | line 1: there is no hash-key",
                "'hash-key: s3cret' | line 1: the hash-key is not 32 bytes in Base64",
                "'hash-key: 12' | line 1: the hash-key is not 32 bytes in Base64",
                "'HASH_KEY\\ns3cret: 1' | line 2: an unknown field; there are hash-key, tokens, keys",
                "'HASH_KEY\\ntokens: s3cret' | line 2: not a list",
                "'HASH_KEY\\ntokens: {s3cret: 1}' | line 2: not a list",
                "'HASH_KEY\\ntokens: [s3cret]' | line 2: not a map with an id and other fields",
                "'HASH_KEY\\nhash-key: x' | line 2: a duplicate key, first used in line 1",
                "'HASH_KEY\\n---\\ns3cret: 1' | line 3: a second document"
            })
    void aFileThatIsNotOneOfCredentialsIsRefusedWithTheLineAndNeverRepeated(String text, String problem) {
        assertRefused(
                text.replace("\\n", "\n")
                        .replace("PROJECT", TestFunctions.PROJECT)
                        .replace("HASH_KEY", HASH_KEY.strip()),
                problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: tok-1 | id: s3cret! | 'line 3: the id must be 1 to 64 letters, digits, ''-'' and ''_'''",
                "id: tok-1 | id: 7 | line 3: the id is not a string; put it in quotation marks",
                "hash: | hsah: | line 4: an unknown field; there are id, role, projects, created, expires, replaced-by"
                        + " and hash",
                "hash: | hsah: | line 3: there is no hash",
                "hash: \"5e | hash: \"5E | line 4: the hash must be 64 hexadecimal digits in lower case",
                "role: caller | role: s3cret | line 5: the role must be one of caller, reader, operator,",
                "role: caller | role: operator | line 6: an operator is not of projects",
                "projects: [PROJECT] | projects: [] | line 6: the projects are not a list of at least one project_id",
                "projects: [PROJECT] | projects: s3cret | line 6: the projects are not a list of at least one",
                "projects: [PROJECT] | projects: [s3cret] | line 6: a project_id must be 32 letters or digits",
                "projects: [PROJECT] | role2: x | line 3: there are no projects",
                "created: 2026-11-29T00:00:00Z | created: s3cret | line 7: the created must be a time such as",
                "expires: 2026-12-29T00:00:00Z | expires: 2026-12-29 | line 8: the expires must be a time such as",
                "created: 2026-11-29T00:00:00Z | created: null | line 7: the created is not a string",
            })
    void aTokenThatIsWrongIsRefusedWithTheLine(String right, String wrong, String problem) {
        String project = TestFunctions.PROJECT;
        assertRefused(
                HASH_KEY + TOKEN.replace(right.replace("PROJECT", project), wrong.replace("PROJECT", project)),
                problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AAAAAAAAAAAAAAAAAAAA | A!AAAAAAAAAAAAAAAAAA | line 3: the id must be 20 letters and digits, the",
                "s3cret01s3cret01s3cret01s3cret01s3cret01 | s3cret | line 4: the secret must be 40 letters and digits",
                "secret: | hash: | line 3: there is no secret"
            })
    void aKeyThatIsWrongIsRefusedWithTheLine(String right, String wrong, String problem) {
        assertRefused(HASH_KEY + KEY.replace(right, wrong), problem);
    }

    @Test
    void whatIsThereTwiceIsRefusedWithBothLines() {
        String second = TOKEN.substring(TOKEN.indexOf("  -"));
        assertRefused(HASH_KEY + TOKEN + second, "line 9: the id is also used in line 3");
        assertRefused(HASH_KEY + TOKEN + second, "line 10: the hash is also used in line 4");
        String asKey = KEY.replace("A".repeat(20), "B".repeat(20));
        assertRefused(
                HASH_KEY + asKey + TOKEN.replace("tok-1", "B".repeat(20)), "line 3: the id is also used in line 8");
    }

    @Test
    void allProblemsAreToldTogetherInTheOrderOfTheFile() {
        assertThatThrownBy(() -> CredentialsReader.read("hash-key: x\n"
                        + TOKEN.replace("caller", "boss").replace("tok-1", "tok 1")
                        + KEY.replace("PROJECT", "x")
                        + "more: 1\n"))
                .hasMessageContainingAll("line 1: ", "line 3: ", "line 5: ", "line 14: ");
    }

    private static void assertRefused(String text, String problem) {
        assertThatThrownBy(() -> CredentialsReader.read(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining(TestFunctions.PROJECT);
    }
}
