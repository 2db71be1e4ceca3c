package dev.functiongraph.async.server.runtime.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processes of functions on this machine, by what their environment says. */
final class Processes {
    private Processes() {}

    /** Those whose code is in a directory. */
    static List<Long> of(Path directory) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> environment(process).contains("\0RUNTIME_CODE_ROOT=" + directory))
                    .map(process -> Long.parseLong(process.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String environment(Path process) {
        try {
            return "\0" + Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** The programs of a function, without the shells that guard them. */
    static List<Long> childrenOf(Path code) {
        return of(code).stream().filter(pid -> !isGuard(pid)).toList();
    }

    private static boolean isGuard(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .contains("guard.sh");
        } catch (IOException e) {
            return true;
        }
    }

    static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }
}
