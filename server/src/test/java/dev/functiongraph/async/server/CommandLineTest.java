package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Command lines that cannot be used: each is refused in one sentence, with the way to the help. */
class CommandLineTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            start | there is no command 'start'; leave it out to start the server
            lst | there is no command 'lst'; did you mean list?
            --prot 1 | there is no option --prot; did you mean --port?
            --idle-timout=1s | there is no option --idle-timout; did you mean --idle-timeout?
            --colour red | there is no option --colour
            --port | --port PORT is missing or incomplete
            --config a\0b | --config: 'a\0b' is not the name of a file
            --port 1 --port 2 | --port is given twice
            --port 1 doctor | --port must come after the command: doctor ...
            list --function test | --function: 'test' is not a full URN: \
            a full URN reads urn:fss:<region>:<project_id>:function:<package>:<name>:<version>
            list --function urn:fss:eu-de:x:function:default:test | \
            --function: 'urn:fss:eu-de:x:function:default:test' is not a full URN: the project_id is malformed
            list --limit ten | --limit: 'ten' is not a whole number, or too large
            list --status fail | --status: 'fail' is not a status: \
            WAIT, RUNNING, SUCCESS, FAIL, DISCARD; did you mean FAIL?
            list --sttus FAIL | there is no option --sttus; did you mean --status?
            list test | 'test' is one argument too many
            show | REQUEST_ID is missing
            show abc | REQUEST_ID: 'abc' is not a request id such as a3fa4da7-683b-4c47-a697-dea539337652
            show 1-1-1-1-1 | REQUEST_ID: '1-1-1-1-1' is not a request id such as a3fa4da7-683b-4c47-a697-dea539337652
            redrive --status FAIL abc | \
            REQUEST_ID: 'abc' is not a request id such as a3fa4da7-683b-4c47-a697-dea539337652
            discard | --function URN is missing or incomplete
            credentials | credentials needs a command: create-token, create-key, list, revoke, rotate
            credentials lst | there is no command 'lst'; did you mean list?
            credentials make | there is no command 'make': create-token, create-key, list, revoke, rotate
            credentials revoke | ID is missing
            credentials create-token --credentials-file c | --project ID is missing: a caller is of one or more projects
            credentials create-token --project x --credentials-file c | --project: 'x' is not 32 letters or digits
            credentials create-key --role boss --credentials-file c | \
            --role: 'boss' is not a role: caller, reader, operator, operator-reader
            credentials create-key --role operator --project x --credentials-file c | \
            --project: an operator is of the server, not of projects
            credentials create-token --project 7aad83af3e8d42e99ac194e8419e2c9b --valid 30 --credentials-file c | \
            --valid: '30' is not a duration such as 500ms, 30s, 5m, 1h, 7d
            credentials rotate x --old-valid long --credentials-file c | \
            --old-valid: 'long' is not a duration such as 500ms, 30s, 5m, 1h, 7d
            """)
    void aMistakeIsExplainedInOneSentence(String arguments, String sentence) {
        StringWriter printed = new StringWriter();
        CommandLine commandLine = Main.commandLine().setErr(new PrintWriter(printed));

        assertThat(commandLine.execute(arguments.split(" "))).isEqualTo(2);
        String command = arguments
                .replaceFirst("^(list|show|redrive|discard|credentials( c[a-z-]+| r[a-z-]+)?|.* doctor)?.*", "$1")
                .replaceFirst(".* doctor", "doctor");
        String help = "See: functiongraph-async-server " + (command + " --help").strip();
        assertThat(printed.toString().lines()).containsExactly(sentence, help);
    }

    @Test
    void noCommandTakesAPassword() {
        StringWriter printed = new StringWriter();
        CommandLine commandLine = Main.commandLine().setErr(new PrintWriter(printed));

        assertThat(commandLine.execute("list", "--store-password", "hush")).isEqualTo(2);
        assertThat(printed.toString())
                .contains("--store-password could be seen by others; use --store-password-file, or the"
                        + " environment's FUNCTIONGRAPH_STORE_PASSWORD")
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--port 8081 --data-dir data",
                "--port=8081 --data-dir=a=b --config c",
                "--any-json-events true"
            })
    void settingsAloneAreReadAsTheyAreAmongCommands(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
        CommandLine commandLine = Main.commandLine();
        commandLine.parseArgs(arguments);
        Map<String, String> expected = SettingOptions.given(commandLine.getCommandSpec());
        Path config = commandLine.getCommandSpec().findOption("--config").getValue();
        if (config != null) {
            expected.put("config", config.toString());
        }

        assertThat(PlainSettings.of(arguments)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port 8081 doctor",
                "--data-dir=data doctor",
                "list",
                "lst",
                "-h",
                "--help",
                "--port 8081 --version",
                "--port",
                "--port --host",
                "--port=",
                "--host @names",
                "--config a\0b",
                "--prot 8081",
                "--port 1 --port 2",
                "port 8081"
            })
    void allElseIsNotReadAsSettingsAlone(String arguments) {
        assertThat(PlainSettings.of(arguments.split(" "))).isEmpty();
    }

    @Test
    void theHelpOfEveryCommandSaysWhatItsExitStatusMeans() {
        assertThat(commands(Main.commandLine()))
                .hasSizeGreaterThan(15)
                .allSatisfy(
                        command -> assertThat(command.getUsageMessage()).contains("Exit status:\n  0   ", "\n  2   "));
    }

    private static Stream<CommandLine> commands(CommandLine of) {
        return Stream.concat(
                Stream.of(of), of.getSubcommands().values().stream().flatMap(CommandLineTest::commands));
    }

    @Test
    void everySettingIsAnOption() {
        CommandLine commandLine = Main.commandLine();
        commandLine.parseArgs("--idle-timeout", "1m", "--credentials-file", "t", "--port", "0", "--config", "c");

        assertThat(SettingOptions.given(commandLine.getCommandSpec()))
                .containsOnly(
                        Map.entry("idle-timeout", "1m"), Map.entry("credentials-file", "t"), Map.entry("port", "0"));
    }
}
