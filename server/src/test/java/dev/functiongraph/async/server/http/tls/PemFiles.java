package dev.functiongraph.async.server.http.tls;

import java.nio.file.Path;

/** The files that a server needs, from a key store of the JDK's keytool; for {@code .ci/identity}. */
final class PemFiles {
    private PemFiles() {}

    public static void main(String[] arguments) throws Exception {
        TestCertificate.read(Path.of(arguments[0]), arguments[1].toCharArray())
                .write(Path.of(arguments[2]), Path.of(arguments[3]));
    }
}
