package dev.functiongraph.async.contract.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The requirements of released versions, which never change. To
 * release a version, add {@code VERSION.txt} with its ids, sides and levels, and the next one to the versions of the
 * register.
 */
class ReleasedRequirementsTest {
    private static final Path RELEASED = Path.of("src/test/resources/released-requirements");

    /** All but the newest. */
    static List<String> releasedVersions() {
        return Register.versions().subList(0, Register.versions().size() - 1);
    }

    @ParameterizedTest
    @MethodSource("releasedVersions")
    void aReleasedVersionRequiresWhatItRequiredWhenItWasReleased(String version) throws Exception {
        assertThat(lines(Register.of(version)))
                .as(
                        "%s is released and has changed. Take the change back; a new requirement is since the next"
                                + " version, which is added to the versions in requirements.yaml",
                        version)
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(RELEASED.resolve(version + ".txt")));
    }

    @Test
    void aVersionThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Register.of("0.1"))
                .withMessage("there is no contract 0.1, only " + String.join(", ", Register.versions()));
    }

    private static List<String> lines(Register register) {
        return register.all().stream()
                .map(requirement -> String.join(
                                " ",
                                requirement.id(),
                                requirement.side().name(),
                                requirement.level().name())
                        .toLowerCase(Locale.ROOT))
                .toList();
    }
}
