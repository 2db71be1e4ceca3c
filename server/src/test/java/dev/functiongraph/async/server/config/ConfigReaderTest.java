package dev.functiongraph.async.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    @TempDir
    Path dir;

    @Test
    void everySettingHasADefault() throws InvalidConfigException {
        ServerConfig config = ConfigReader.read(Map.of(), Map.of(), Optional.empty());

        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.http().maxHeaderSize()).isEqualTo(16_384);
        assertThat(config.http().tokensFile()).isEmpty();
        assertThat(config.store().dataDir()).isEqualTo(Path.of("data"));
        assertThat(config.execution().functions()).isEmpty();
        assertThat(config.execution().drainTimeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws Exception {
        Path file = file("functiongraph.port=1\nfunctiongraph.host=file\nfunctiongraph.data-dir=file\n");

        ServerConfig config = ConfigReader.read(
                Map.of("port", "3"),
                Map.of("FUNCTIONGRAPH_PORT", "2", "FUNCTIONGRAPH_DATA_DIR", "environment"),
                Optional.of(file));

        assertThat(config.http().port()).isEqualTo(3);
        assertThat(config.store().dataDir()).isEqualTo(Path.of("environment"));
        assertThat(config.http().host()).isEqualTo("file");
    }

    @Test
    void allProblemsAreToldTogether() throws IOException {
        Path file =
                file("functiongraph.colour=red\nfunctiongraph.idle-timeout=30\nfunctiongraph.max-header-size=1MB\n");

        assertThatThrownBy(() -> ConfigReader.read(Map.of("port", "many"), Map.of(), Optional.of(file)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("functiongraph.colour")
                .hasMessageContaining("'30' is no duration")
                .hasMessageContaining("'1MB' is no size")
                .hasMessageContaining("functiongraph.port");
    }

    @Test
    void anUnknownKeyOfTheEnvironmentIsRefusedToo() {
        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of("FUNCTIONGRAPH_COLOUR", "red"), Optional.empty()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("functiongraph.colour");
    }

    @Test
    void aKeyWithoutThePrefixIsRefused() throws IOException {
        Path file = file("port=8081\n");

        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of(), Optional.of(file)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("port");
    }

    @Test
    void valuesOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> ConfigReader.read(
                        Map.of("port", "65536", "threads", "1", "drain-timeout", "2d"), Map.of(), Optional.empty()))
                .hasMessageContaining("functiongraph.port must be 0 to 65535, is 65536")
                .hasMessageContaining("functiongraph.threads must be 8 to 10000, is 1")
                .hasMessageContaining("functiongraph.drain-timeout must be longer than 0 and at most 1d");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of(), Optional.of(dir.resolve("absent"))))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("absent cannot be read");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(dir.resolve("server.properties"), text);
    }
}
