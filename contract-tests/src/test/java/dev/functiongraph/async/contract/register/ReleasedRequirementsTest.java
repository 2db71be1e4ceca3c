package dev.functiongraph.async.contract.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody fails by yesterday's contract because this kit grew: a released set of requirements never changes. */
class ReleasedRequirementsTest {
    private static final Path SETS = Path.of("src/main/resources/requirements");
    private static final Path RELEASED = Path.of("src/test/resources/released-requirements.sha256");

    @Test
    void aReleasedSetIsAsItWasReleased() throws Exception {
        for (String line : released()) {
            String[] hashAndName = line.split(" +", 2);
            assertThat(sha256(SETS.resolve(hashAndName[1])))
                    .as(
                            "%s is released and has changed. Take the change back; what is demanded from now on belongs"
                                    + " into the next version's file, and Register.CURRENT then names that one",
                            hashAndName[1])
                    .isEqualTo(hashAndName[0]);
        }
    }

    @Test
    void onlyTheNewestSetMayStillBeUnreleased() throws Exception {
        List<String> names =
                released().stream().map(line -> line.split(" +", 2)[1]).toList();
        try (Stream<Path> sets = Files.list(SETS)) {
            assertThat(sets.map(set -> set.getFileName().toString())
                            .filter(name -> !name.equals(Register.current().contract() + ".yaml")))
                    .as("sets before the newest; release one by: sha256sum VERSION.yaml >> %s", RELEASED)
                    .allMatch(names::contains);
        }
    }

    /** Lines as sha256sum writes them. */
    private static List<String> released() throws IOException {
        return Files.readAllLines(RELEASED).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
