package dev.functiongraph.async.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The interpreters of functions themselves: what is found on the PATH may be a script that looks for one each time. */
public final class Interpreters {
    private Interpreters() {}

    public static String python() throws IOException {
        Process process = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
