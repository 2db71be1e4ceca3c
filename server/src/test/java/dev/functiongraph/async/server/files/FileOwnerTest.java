package dev.functiongraph.async.server.files;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOwnerTest {
    @TempDir
    Path dir;

    @Test
    void aFileOfAnotherUserIsRefusedAndOneOfTheOwnUserIsNot() throws IOException {
        Path file = Files.createFile(dir.resolve("credentials.yaml"));
        long owner = owner(file);
        if (owner == 0) {
            Files.setAttribute(file, "unix:uid", 4_711);
            owner = 4_711;
        }
        long own = owner;

        assertThatThrownBy(() -> FileOwner.require(file, own + 1))
                .hasMessageStartingWith("it belongs to another user, ")
                .hasMessageEndingWith("'chown' it to the user that the server runs as, or to root");
        assertThatCode(() -> FileOwner.require(file, own)).doesNotThrowAnyException();
    }

    @Test
    void aFileOfRootIsNotRefused() {
        Path file = Path.of("/etc/passwd");
        assertThatCode(() -> FileOwner.require(file, 4_711)).doesNotThrowAnyException();
    }

    @Test
    void whatThisProcessMadeIsItsOwn() throws IOException {
        Path file = Files.createFile(dir.resolve("password"));
        assertThatCode(() -> FileOwner.requireOwnOrOfRoot(file)).doesNotThrowAnyException();
    }

    private static long owner(Path file) throws IOException {
        return ((Number) Files.getAttribute(file, "unix:uid")).longValue();
    }
}
