package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.config.HttpConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rule that a server without credentials serves its own machine alone, unless it is told otherwise. */
final class OpenAddress {
    private static final Logger log = LoggerFactory.getLogger(OpenAddress.class);

    private OpenAddress() {}

    /** @throws IOException if others could use the server, and nobody has said that they may */
    static void require(HttpConfig config) throws IOException {
        if (isOpen(config) && !config.serveWithoutCredentialsToAnyone()) {
            throw new IOException("without credentials, whoever reaches " + config.host()
                    + " could run functions, and see and cancel what runs: set credentials-file,"
                    + " or serve-without-credentials-to-anyone=true");
        }
    }

    /** Says of a server that has bound an address what others could do there. */
    static void warn(HttpConfig config) {
        if (isOpen(config)) {
            log.warn("Whoever reaches {} may run functions: this server demands no credentials", config.host());
        } else if (config.tlsCertificate().isEmpty()
                && !isLoopback(config.host().name())) {
            log.warn(
                    "Tokens and events reach {} unencrypted: set tls-certificate and tls-private-key, or have a proxy"
                            + " before it that does TLS",
                    config.host());
        }
    }

    private static boolean isOpen(HttpConfig config) {
        return config.credentialsFile().isEmpty() && !isLoopback(config.host().name());
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // Not an address that could be bound, which the attempt to do it says better.
            return true;
        }
    }
}
