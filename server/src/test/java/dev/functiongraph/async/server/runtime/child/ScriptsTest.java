package dev.functiongraph.async.server.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests of the scripts that children start with, in their own languages. */
@Execution(ExecutionMode.CONCURRENT)
class ScriptsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"python3 -m unittest discover src/test/python", "node --test src/test/node/runtime.test.js"})
    void theirOwnTestsPass(String command) throws Exception {
        String[] words = command.split(" ");
        assumeTrue(Programs.find(words[0], Path.of("")).isPresent(), words[0] + " is not installed");
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        // Neither may rely on the language of its environment.
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
    }
}
