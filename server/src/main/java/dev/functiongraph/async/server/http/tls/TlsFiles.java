package dev.functiongraph.async.server.http.tls;

import dev.functiongraph.async.server.config.HttpConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The names of the files that TLS needs.
 *
 * @param certificate the server's own, followed by those that lead to an authority
 * @param authorities of clients, who must show a certificate of one of them; empty: clients need none
 */
record TlsFiles(Path certificate, Path privateKey, Optional<Path> authorities) {
    /**
     * @return empty: without TLS
     * @throws IOException if a setting lacks one that it needs
     */
    static Optional<TlsFiles> of(HttpConfig config) throws IOException {
        if (config.tlsCertificate().isPresent() != config.tlsPrivateKey().isPresent()) {
            throw new IOException("tls-certificate and tls-private-key must be set together");
        }
        if (config.tlsCertificate().isEmpty() && config.tlsClientAuthorities().isPresent()) {
            throw new IOException("tls-client-authorities needs tls-certificate and tls-private-key");
        }
        return config.tlsCertificate()
                .map(certificate ->
                        new TlsFiles(certificate, config.tlsPrivateKey().orElseThrow(), config.tlsClientAuthorities()));
    }
}
