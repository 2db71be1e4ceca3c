package dev.functiongraph.async.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReleasedSpecsTest {

    @Test
    void theSpecBreaksNobodyWhoReliesOnTheNewestReleasedVersion() {
        new CompatibilityGate(Specs.newestReleased()).check(Specs.read(Specs.CURRENT));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aSpecIsReadWithoutComplaint(Path file) throws IOException {
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(Files.readString(file));

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
    }

    static Stream<Path> specs() {
        return Stream.concat(Specs.released().stream(), Stream.of(Specs.CURRENT));
    }

    @ParameterizedTest
    @MethodSource("released")
    void aReleasedSpecBearsTheVersionOfItsFile(Path file) {
        assertThat(Specs.read(file).at("/info/version").textValue()).isEqualTo(Specs.version(file));
    }

    @ParameterizedTest
    @MethodSource("released")
    void aReleasedSpecStaysAsItWasReleased(Path file) throws Exception {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));

        assertThat(Files.readAllLines(Specs.SEALS))
                .as("""
                        %s is not what %s seals.
                        If that version was released, take its file back from version control, \
                        and change openapi.yaml alone.
                        If it is released only now, seal it: in that directory, sha256sum openapi-*.yaml > SHA256SUMS
                        """, file, Specs.SEALS)
                .contains(HexFormat.of().formatHex(sum) + "  " + file.getFileName());
    }

    @Test
    void aReleasedSpecIsNotLost() throws IOException {
        assertThat(Files.readAllLines(Specs.SEALS)).hasSameSizeAs(Specs.released());
    }

    static List<Path> released() {
        return Specs.released();
    }
}
