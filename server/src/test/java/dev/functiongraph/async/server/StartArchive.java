package dev.functiongraph.async.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The archive of the classes that a server loads, with which each server of the tests starts in half the time. The
 * build makes it when the executable jar is there; without it the tests are slower, and nothing else.
 */
final class StartArchive {
    private StartArchive() {}

    private static Path file() {
        return Path.of(System.getProperty("server.jar")).resolveSibling("tests-server.jsa");
    }

    /** The options with which a JVM uses it; one of another version cannot. */
    static List<String> options(Path java) {
        return Files.exists(file()) && java.equals(Path.of(System.getProperty("java.home")))
                ? List.of("-XX:SharedArchiveFile=" + file())
                : List.of();
    }

    public static void main(String[] arguments) throws Exception {
        Files.deleteIfExists(file());
        Path dir = Files.createTempDirectory(file().getParent(), "archived");
        try (ServerProcess server = ServerProcess.startToArchive(file(), dir, "--port", "0")) {
            server.invoke("test", "{}");
            Listing.of(server.uri(), "test");
            server.terminate();
            if (server.exitStatus() != 0) {
                throw new IOException(server.output());
            }
        }
    }
}
