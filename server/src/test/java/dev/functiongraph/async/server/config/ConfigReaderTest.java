package dev.functiongraph.async.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    @TempDir
    Path dir;

    @Test
    void everySettingHasADefault() throws InvalidConfigException {
        ServerConfig config = ConfigReader.read(Map.of(), Map.of(), Optional.empty());

        assertThat(config.http().host().name()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.http().maxHeaderSize()).isEqualTo(16_384);
        assertThat(config.http().credentialsFile()).isEmpty();
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
        assertThat(config.http().host().name()).isEqualTo("file");
    }

    @Test
    void allProblemsAreToldTogether() throws IOException {
        Path file =
                file("functiongraph.colour=red\nfunctiongraph.idle-timeout=30\nfunctiongraph.max-header-size=1MB\n");

        assertThatThrownBy(() -> ConfigReader.read(Map.of("port", "many"), Map.of(), Optional.of(file)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("functiongraph.colour")
                .hasMessageContaining("'30' is not a duration")
                .hasMessageContaining("'1MB' is not a size")
                .hasMessageContaining("--port");
    }

    @Test
    void aValueOutsideItsRangeIsReportedTogetherWithOneThatIsNone() {
        assertThatThrownBy(() -> ConfigReader.read(
                        Map.of("port", "many"),
                        Map.of("FUNCTIONGRAPH_THREADS", "1", "FUNCTIONGRAPH_RETENTION_AGE", "0s"),
                        Optional.empty()))
                .hasMessageContaining("--port: 'many' is not a whole number")
                .hasMessageContaining("FUNCTIONGRAPH_THREADS: must be 8 to 10000, is 1")
                .hasMessageContaining("FUNCTIONGRAPH_RETENTION_AGE: must be 1ms to ");
    }

    @Test
    void theNearestSettingIsNamedAsItIsWrittenWhereTheMistakeWasMade() throws IOException {
        Path file = file("functiongraph.datadir=x\nidle-timeout=1s\nfunctiongraph.colour=red\n");

        assertThatThrownBy(() -> ConfigReader.read(
                        Map.of("prot", "1"),
                        Map.of("FUNCTIONGRAPH_DATADIR", "x", "FUNCTIONGRAPH_IDLE_TIMOUT", "1s"),
                        Optional.of(file)))
                .hasMessageContaining("--prot is not a setting; did you mean --port?")
                .hasMessageContaining("FUNCTIONGRAPH_DATADIR is not a setting; did you mean FUNCTIONGRAPH_DATA_DIR?")
                .hasMessageContaining(
                        "FUNCTIONGRAPH_IDLE_TIMOUT is not a setting; did you mean FUNCTIONGRAPH_IDLE_TIMEOUT?")
                .hasMessageContaining("functiongraph.datadir is not a setting; did you mean functiongraph.data-dir?")
                .hasMessageContaining("idle-timeout is not a setting; did you mean functiongraph.idle-timeout?")
                .hasMessageContaining("functiongraph.colour is not a setting\n");
    }

    @Test
    void anUnknownKeyOfTheEnvironmentIsRefusedToo() {
        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of("FUNCTIONGRAPH_COLOUR", "red"), Optional.empty()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("FUNCTIONGRAPH_COLOUR is not a setting");
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
                .hasMessageContaining("--port: must be 0 to 65535, is 65536")
                .hasMessageContaining("--threads: must be 8 to 10000, is 1")
                .hasMessageContaining("--drain-timeout: must be 1ms to 1d, is 2d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void anEmptySettingIsRefusedWhereverItComesFrom(String empty) throws IOException {
        Path file = file("functiongraph.credentials-file=" + empty + "\nfunctiongraph.port=" + empty + "\n");

        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of(), Optional.of(file)))
                .hasMessageContaining("functiongraph.credentials-file is empty")
                .hasMessageContaining("functiongraph.port is empty");
        assertThatThrownBy(() -> ConfigReader.read(
                        Map.of(),
                        Map.of("FUNCTIONGRAPH_CREDENTIALS_FILE", empty, "FUNCTIONGRAPH_FUNCTIONS", empty),
                        Optional.empty()))
                .hasMessageContaining("FUNCTIONGRAPH_CREDENTIALS_FILE is empty")
                .hasMessageContaining("FUNCTIONGRAPH_FUNCTIONS is empty");
        assertThatThrownBy(
                        () -> ConfigReader.read(Map.of("data-dir", empty, "host", empty), Map.of(), Optional.empty()))
                .hasMessageContaining("--data-dir is empty")
                .hasMessageContaining("--host is empty");
    }

    @Test
    void anEmptySettingIsRefusedAlsoWhereAnotherGoesBeforeIt() {
        assertThatThrownBy(() ->
                        ConfigReader.read(Map.of("port", "1"), Map.of("FUNCTIONGRAPH_PORT", ""), Optional.empty()))
                .hasMessageContaining("FUNCTIONGRAPH_PORT is empty");
    }

    @Test
    void blanksAroundAValueDoNotCount() throws Exception {
        Path file = file("functiongraph.credentials-file = credentials.yaml  \nfunctiongraph.port=1 \n");

        ServerConfig config = ConfigReader.read(Map.of(), Map.of("FUNCTIONGRAPH_HOST", " ::1 "), Optional.of(file));

        assertThat(config.http().credentialsFile()).contains(Path.of("credentials.yaml"));
        assertThat(config.http().host().name()).isEqualTo("::1");
        assertThat(config.http().port()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "functiongraph_credentials_file",
                "FUNCTIONGRAPH_Credentials_File",
                "FUNCTIONGRAPH_CREDENTIALS-FILE"
            })
    void aVariableThatIsAlmostASettingIsRefused(String name) {
        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of(name, "credentials.yaml"), Optional.empty()))
                .hasMessageContaining(name + " is not a setting; in the environment it is written "
                        + "FUNCTIONGRAPH_CREDENTIALS_FILE");
    }

    @Test
    void theTokensFileOfEarlierVersionsIsRefusedWithWhatTookItsPlace() throws IOException {
        Path file = file("functiongraph.tokens-file=t\n");
        String instead = " was replaced by credentials-file; make a new token for each project in it with the command"
                + " 'credentials create-token --project ID --credentials-file FILE', and give it to the callers";

        assertThatThrownBy(() -> ConfigReader.read(
                        Map.of("tokens-file", "t"), Map.of("FUNCTIONGRAPH_TOKENS_FILE", "t"), Optional.of(file)))
                .hasMessageContaining("--tokens-file" + instead)
                .hasMessageContaining("FUNCTIONGRAPH_TOKENS_FILE" + instead)
                .hasMessageContaining("functiongraph.tokens-file" + instead);
    }

    @Test
    void aSettingThatStandsTwiceInTheFileIsRefused() throws IOException {
        Path file = file("functiongraph.port=1\nfunctiongraph.port=2\n");

        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of(), Optional.of(file)))
                .hasMessageContaining("functiongraph.port is set twice in ");
    }

    @Test
    void aMalformedEscapeOfTheFileIsRefused() throws IOException {
        Path file = file("functiongraph.data-dir=C:\\users\n");

        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of(), Optional.of(file)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("4 hexadecimal digits");
    }

    @Test
    void aDirectoryAndWhatIsNotUtf8AreRefusedAsTheFile() throws IOException {
        Path latin = Files.write(dir.resolve("latin"), new byte[] {(byte) 0xe4});

        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of(), Optional.of(dir)))
                .hasMessageContaining("cannot be read: is a directory");
        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of(), Optional.of(latin)))
                .hasMessageContaining("latin cannot be read: not UTF-8");
    }

    @Test
    void aFileWithAByteOrderMarkIsRead() throws Exception {
        Path file = file("\uFEFFfunctiongraph.port=1\n");

        assertThat(ConfigReader.read(Map.of(), Map.of(), Optional.of(file))
                        .http()
                        .port())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeTheNameOfAFileIsRefused() {
        assertThatThrownBy(() -> ConfigReader.read(Map.of("data-dir", "a\0b"), Map.of(), Optional.empty()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("--data-dir: not the name of a file");
    }

    @Test
    void problemsAreToldInPlainWords() {
        assertThatThrownBy(() -> ConfigReader.read(
                        Map.of("port", "many", "threads", "99999999999", "colour", "red"), Map.of(), Optional.empty()))
                .hasMessageContaining("--port: 'many' is not a whole number")
                .hasMessageContaining("--threads: '99999999999' is not a whole number, or too large")
                .hasMessageContaining("--colour is not a setting")
                .hasMessageNotContaining("SRCFG");
    }

    @Test
    void originsAndHostsAreListsAndWhatIsNoneOfThemIsRefused() throws Exception {
        ServerConfig config = ConfigReader.read(
                Map.of("allowed-origins", "https://A.example:443,http://localhost:3000"),
                Map.of("FUNCTIONGRAPH_ALLOWED_HOSTS", "Functions.example.,my_server"),
                Optional.empty());
        assertThat(config.http().allowedOrigins().orElseThrow())
                .containsExactly(WebOrigin.of("https://a.example"), WebOrigin.of("http://localhost:3000"));
        assertThat(config.http().allowedHosts().orElseThrow())
                .containsExactly(new HostName("functions.example"), new HostName("my_server"));

        for (String origin :
                List.of("*", "null", "a.example", "https://a.example/", "https://a.example/x", "https://")) {
            assertThatThrownBy(() -> ConfigReader.read(Map.of("allowed-origins", origin), Map.of(), Optional.empty()))
                    .as(origin)
                    .hasMessageContaining("'" + origin + "' is not an origin");
        }
        for (String host : List.of("*", "http://a.example", "a.example:80", "a b")) {
            assertThatThrownBy(() -> ConfigReader.read(Map.of("allowed-hosts", host), Map.of(), Optional.empty()))
                    .as(host)
                    .hasMessageContaining("'" + host + "' is not a host name");
        }
        assertThatThrownBy(() -> ConfigReader.read(
                        Map.of("max-buffers", "1MiB", "min-data-rate", "0B"), Map.of(), Optional.empty()))
                .hasMessageContaining("--max-buffers: must be 8MiB to 1024GiB, is 1MiB")
                .hasMessageContaining("--min-data-rate: must be 1B to 1MiB, is 0B");
    }

    @Test
    void anAddressOfIpv6IsTakenWithAndWithoutBrackets() throws Exception {
        for (String host : List.of("::1", "[::1]")) {
            HostAddress address = ConfigReader.read(Map.of("host", host), Map.of(), Optional.empty())
                    .http()
                    .host();
            assertThat(address.name()).isEqualTo("::1");
            assertThat(address.inUrl()).isEqualTo("[::1]");
        }
        assertThat(new HostAddress("fe80::1%eth0").inUrl()).isEqualTo("[fe80::1%25eth0]");
    }

    @Test
    void whatIsNeitherAHostNorAnAddressIsRefused() {
        for (String host :
                List.of("[localhost]", "[::1", "http://a", "a:80", "127.0.0.1:8080", "a b", "a/b", "-", "*")) {
            assertThatThrownBy(() -> ConfigReader.read(Map.of("host", host), Map.of(), Optional.empty()))
                    .as(host)
                    .hasMessageContaining("--host: '" + host + "' is neither a host name nor an IP address");
        }
    }

    @Test
    void aPasswordInTheUrlIsRefusedAndNotRepeated() {
        for (String url : List.of(
                "jdbc:postgresql://host/db?ssl=true&password=hush",
                "jdbc:postgresql://host/db?Password=hush",
                "jdbc:postgresql://host/db?sslpassword=hush",
                "jdbc:postgresql://host/db?ssl=true&sslPassword=hush",
                "jdbc:postgresql://user:hush@host/db")) {
            assertThatThrownBy(() -> ConfigReader.read(Map.of("store", url), Map.of(), Optional.empty()))
                    .hasMessageContaining("--store: a password in the URL could be seen by others; use store-user, and"
                            + " store-password-file or the environment's FUNCTIONGRAPH_STORE_PASSWORD")
                    .hasMessageNotContaining("hush");
        }
    }

    @Test
    void aPasswordIsTakenFromTheEnvironmentAloneAndNeverPrinted() throws Exception {
        Path file = file("functiongraph.store-password=hush\n");

        assertThatThrownBy(() -> ConfigReader.read(Map.of("store-password", "hush"), Map.of(), Optional.of(file)))
                .hasMessageContaining("--store-password could be seen by others; use --store-password-file, or the"
                        + " environment's FUNCTIONGRAPH_STORE_PASSWORD")
                .hasMessageContaining("functiongraph.store-password could be seen by others; use"
                        + " functiongraph.store-password-file, or")
                .hasMessageNotContaining("hush");
        StoreConfig config = ConfigReader.read(
                        Map.of(), Map.of("FUNCTIONGRAPH_STORE_PASSWORD", "a,${b}\\"), Optional.empty())
                .store();
        assertThat(config.storePassword()).contains(new Secret("a,${b}\\"));
        assertThat(config.storePassword().toString()).doesNotContain("${b}");
    }

    @Test
    void whatIsNotTheUrlOfAPostgresqlDatabaseIsRefused() throws Exception {
        assertThatThrownBy(() -> ConfigReader.read(
                        Map.of("store", "jdbc:mysql://host/db?secret=hush", "store-may-lose-invocations", "yes"),
                        Map.of(),
                        Optional.empty()))
                .hasMessageContaining("--store: 'jdbc:mysql://host/db' is not the URL of a PostgreSQL database,"
                        + " such as jdbc:postgresql://host1,host2/functiongraph")
                .hasMessageContaining("--store-may-lose-invocations: 'yes' is neither true nor false");
        String url = "jdbc:postgresql://one,two:5433/db?sslmode=verify-full";
        StoreConfig config = ConfigReader.read(
                        Map.of("store", url, "store-may-lose-invocations", "true"), Map.of(), Optional.empty())
                .store();
        assertThat(config.store()).contains(new StoreUrl(url));
        assertThat(config.storeMayLoseInvocations()).isTrue();
    }

    @Test
    void aServerIsNotTakenForDeadAfterOneLateHeartbeat() {
        assertThatThrownBy(() -> ConfigReader.read(
                        Map.of("heartbeat", "10s", "node-timeout", "29s"), Map.of(), Optional.empty()))
                .hasMessageContaining("node-timeout must be at least 3 times heartbeat");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of(), Optional.of(dir.resolve("absent"))))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("absent cannot be read: no such file");
        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of(), Optional.of(Path.of(""))))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("--config is empty");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(dir.resolve("server.properties"), text);
    }
}
