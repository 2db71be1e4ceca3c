package dev.functiongraph.async.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {
    @TempDir
    Path dir;

    @Test
    void thePasswordIsTheOneLineOfTheFile() throws IOException {
        assertThat(PasswordFile.read(file("open sesame\n", "rw-------"))).isEqualTo("open sesame");
        assertThat(PasswordFile.read(file("open\r\n", "r--------"))).isEqualTo("open");
        assertThat(PasswordFile.read(file("open", "rw-------"))).isEqualTo("open");
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws IOException {
        Path file = file("hush", "rw-r--r--");
        assertThatThrownBy(() -> PasswordFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("the password file " + file + " cannot be used: others can read or change it;"
                        + " 'chmod 600 " + file + "'");
    }

    @Test
    void whatIsNotOneLineIsRefusedAndNotRepeated() throws IOException {
        for (String text : new String[] {"", "\n", "hush\nhush\n", "hush\n\n"}) {
            Path file = file(text, "rw-------");
            assertThatThrownBy(() -> PasswordFile.read(file))
                    .hasMessageContaining("it must contain one line, the password")
                    .hasMessageNotContaining("hush");
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path absent = dir.resolve("absent");
        assertThatThrownBy(() -> PasswordFile.read(absent))
                .hasMessage("the password file " + absent + " cannot be used: no such file");
    }

    @Test
    void aLocationPrintsNoPassword() throws IOException {
        StoreLocation location = StoreLocation.of(
                dir,
                Optional.of("jdbc:postgresql://host/db?sslpassword=hush"),
                Optional.of("me"),
                Optional.of(file("hush", "rw-------")),
                Optional.empty(),
                false);
        assertThat(location.toString()).contains("jdbc:postgresql://host/db").doesNotContain("hush");
    }

    private Path file(String text, String permissions) throws IOException {
        Path file = Files.writeString(dir.resolve("password" + text.hashCode()), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
