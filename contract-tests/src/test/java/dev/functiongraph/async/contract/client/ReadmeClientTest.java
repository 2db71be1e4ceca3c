package dev.functiongraph.async.contract.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.functiongraph.async.contract.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client in Python of the kit's README, which the kit finds conformant. */
class ReadmeClientTest {
    private static final Pattern SCRIPT = Pattern.compile("(?s)```python\\n(.*?)```");
    private static final String SOME =
            "client-send.base-path,client-send.event-unicode,client-send.token,client-send.query,"
                    + "client-read.accepted,client-read.listed,client-read.canceled,client-read.no-id";

    @TempDir
    private Path directory;

    @Test
    void theScriptIsConformant() throws Exception {
        assumeTrue(isThere("python3"), "there is no python3 to run the README's client.py with");
        Matcher script = SCRIPT.matcher(Files.readString(Path.of("README.md")));
        assertThat(script.find()).as("a Python script in the kit's README").isTrue();
        Path file = Files.writeString(directory.resolve("client.py"), script.group(1));

        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        int status = Main.commandLine()
                .setOut(writer)
                .setErr(writer)
                .execute("client", "--timeout", "60", "--only", SOME, "--", "python3", file.toString());

        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString()).contains("8 passed, 0 failed");
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
