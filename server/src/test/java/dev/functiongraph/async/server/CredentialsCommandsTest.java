package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that make and end credentials. */
class CredentialsCommandsTest {
    private static final String PROJECT = TestFunctions.PROJECT;

    @TempDir
    Path dir;

    private String file;
    private String errors;

    @BeforeEach
    void open() {
        file = dir.resolve("credentials.yaml").toString();
    }

    @Test
    void aTokenIsPrintedAloneAndItsIdBesideIt() {
        String out = run(0, "create-token", "--project", PROJECT, "--valid", "30d");

        assertThat(out).matches("fgt_[A-Za-z0-9_-]{43}\n");
        assertThat(errors).matches("its id: tok-[0-9a-f]{8}\n\\S+credentials.yaml is new; this is all that it has\n");
        assertThat(run(0, "list"))
                .matches("tok-[0-9a-f]{8} {8}  token  caller           " + PROJECT + "  expires 20[0-9T:-]*Z\n");
    }

    @Test
    void aKeyIsPrintedOnOneLineWithItsSecret() {
        String out = run(0, "create-key", "--project", PROJECT, "--project", "x".repeat(32), "--role", "reader");

        assertThat(out).matches("[A-Z][A-Z0-9]{19} [A-Za-z0-9]{40}\n");
        assertThat(run(0, "list"))
                .isEqualTo(out.substring(0, 20) + "  key    reader           " + PROJECT + "," + "x".repeat(32)
                        + "  until revoked\n");
    }

    @Test
    void anOperatorIsOfNoProject() {
        run(0, "create-token", "--role", "operator-reader");

        assertThat(run(0, "list")).contains("  token  operator-reader  -  until revoked");
    }

    @Test
    void whatIsRevokedIsListedNoLonger() {
        String key = run(0, "create-key", "--project", PROJECT).substring(0, 20);

        assertThat(run(0, "revoke", key)).isEqualTo(key + " is revoked\n");
        assertThat(run(0, "list")).isEmpty();
        assertThat(run(2, "revoke", key)).isEmpty();
        assertThat(errors).isEqualTo("there is no token or key '" + key + "' in " + file + "\n");
    }

    @Test
    void whatIsRotatedIsPrintedLikeANewOne() {
        String key = run(0, "create-key", "--project", PROJECT).substring(0, 20);

        String renewed = run(0, "rotate", key, "--old-valid", "1h");
        assertThat(renewed).matches("[A-Z][A-Z0-9]{19} [A-Za-z0-9]{40}\n");
        assertThat(run(0, "list").lines())
                .satisfiesExactly(
                        old -> assertThat(old).startsWith(key).contains("  expires "),
                        young -> assertThat(young)
                                .startsWith(renewed.substring(0, 20))
                                .contains("until revoked"));
        assertThat(run(0, "rotate", renewed.substring(0, 20))).hasSize(62);
        assertThat(run(0, "list")).doesNotContain(renewed.substring(0, 20));
    }

    @Test
    void aFileThatCannotBeUsedIsExplained() throws Exception {
        Files.writeString(Path.of(file), "s3cret: " + PROJECT + "\n");
        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw----r--"));
        run(2, "list");
        assertThat(errors)
                .isEqualTo("the credentials file " + file + " cannot be used: others can read or change it; 'chmod 600 "
                        + file + "'\n");

        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-------"));
        run(2, "create-token", "--project", PROJECT);
        assertThat(errors)
                .contains("line 1: this is a tokens file of an earlier version; make a new token for each project")
                .doesNotContain("s3cret", "java.", "dev.");
    }

    private String run(int status, String... command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = Stream.of(
                        Stream.of("credentials"), Stream.of(command), Stream.of("--credentials-file", file))
                .flatMap(part -> part)
                .toArray(String[]::new);
        assertThat(Main.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments))
                .as(err.toString())
                .isEqualTo(status);
        errors = err.toString();
        return out.toString();
    }
}
