package dev.functiongraph.async.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.server.TestFunctions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensFileTest {
    private static final String PROJECT = TestFunctions.PROJECT;

    @TempDir
    Path dir;

    @Test
    void everyLineIsATokenOfItsProject() throws IOException {
        Credentials credentials =
                read("---\n# ours\nfirst: " + PROJECT + "\n\"second\": " + PROJECT + "\n12345: " + PROJECT + "\n...\n");

        assertThat(credentials.project("first")).contains(PROJECT);
        assertThat(credentials.project("second")).contains(PROJECT);
        assertThat(credentials.project("12345")).contains(PROJECT);
        assertThat(credentials.project("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"\": PROJECT' | line 1: the token is empty",
                "': PROJECT' | 'line 1: '",
                "'~: PROJECT' | line 1: the token is empty",
                "'s3cret: PROJECT\\nother: PROJECT\\ns3cret: PROJECT'"
                        + " | 'line 3: a duplicate key, first used in line 1'",
                "'s3cret: PROJECT\\n---\\nother: PROJECT' | line 3: a second document",
                "'s3cret: PROJECT\\n...\\nother: PROJECT' | line 3: text after the end of the document (...)",
                "'s3cret: null' | line 1: the project_id is not a string",
                "'s3cret:' | line 1: the project_id is not 32 letters or digits",
                "'s3cret: 12345678901234567890123456789012' | line 1: the project_id is not a string",
                "'s3cret: true' | line 1: the project_id is not a string",
                "'s3cret: [PROJECT]' | line 1: the project_id is not a string",
                "'s3cret: {project: PROJECT}' | line 1: the project_id is not a string",
                "'s3cret: short' | line 1: the project_id is not 32 letters or digits",
                "'s3cret: &p PROJECT\\nother: *p' | line 1: anchors (&) and aliases (*) are not supported",
                "'s3cret: !!str PROJECT' | line 1: tags (!) are not supported",
                "'s3cret of us: PROJECT' | line 1: the token has a character that a header cannot carry",
                "'\"s3cret\\t\": PROJECT' | line 1: the token has a character that a header cannot carry",
                "'s3cret\u00fc: PROJECT' | line 1: the token has a character that a header cannot carry",
                "'- s3cret: PROJECT' | line 1: not a map of 'token: project_id'",
                "'s3cret' | line 1: not a map of 'token: project_id'",
                "'s3cret: PROJECT\\n  \\tother: PROJECT' | line 2: ",
                "'s3cret: \"PROJECT' | line ",
                "'' | line 1: there is no token in it",
                "'{}' | line 1: there is no token in it",
                "'# none yet' | line 1: there is no token in it"
            })
    void whatIsNoTokenOfAProjectIsRefusedWithItsLineAndNeverRepeated(String text, String problem) {
        String content = text.replace("\\n", "\n").replace("PROJECT", PROJECT);

        assertThatThrownBy(() -> read(content))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tokens.yaml")
                .hasMessageContaining(problem.replace("''", "'"))
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining(PROJECT);
    }

    @Test
    void allProblemsAreToldTogether() {
        assertThatThrownBy(() -> read("\"\": " + PROJECT + "\nsecret: short\n"))
                .hasMessageContaining("line 1: ")
                .hasMessageContaining("line 2: ");
    }

    @Test
    void aFileThatCannotBeReadIsRefusedWithTheReason() throws IOException {
        assertThatThrownBy(() -> TokensFile.read(Optional.of(dir.resolve("absent"))))
                .hasMessageContaining("absent cannot be read: no such file");
        assertThatThrownBy(() -> TokensFile.read(Optional.of(dir))).hasMessageContaining("is a directory");
        Path utf16 = Files.write(dir.resolve("utf16"), ("secret: " + PROJECT).getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> TokensFile.read(Optional.of(utf16))).hasMessageContaining("not UTF-8");
    }

    private Credentials read(String text) throws IOException {
        return TokensFile.read(Optional.of(Files.writeString(dir.resolve("tokens.yaml"), text)));
    }
}
