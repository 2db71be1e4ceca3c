package dev.functiongraph.async.server.http.tls;

import dev.functiongraph.async.server.config.HttpConfig;
import dev.functiongraph.async.server.files.PrivateFile;
import dev.functiongraph.async.server.files.TextFile;
import dev.functiongraph.async.server.files.WatchedFile;
import java.io.IOException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS 1.2 and 1.3 with certificates that are read again when their files change. */
public final class ServerTls {
    private static final Logger log = LoggerFactory.getLogger(ServerTls.class);

    private final WatchedFile certificate;
    private final WatchedFile privateKey;
    private final Optional<WatchedFile> authorities;
    private final SslContextFactory.Server context = new SslContextFactory.Server();

    private ServerTls(TlsFiles files) throws IOException {
        certificate = new WatchedFile(files.certificate(), TextFile::read, System::nanoTime);
        privateKey = new WatchedFile(files.privateKey(), PrivateFile::read, System::nanoTime);
        authorities = files.authorities().map(file -> new WatchedFile(file, TextFile::read, System::nanoTime));
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setRenegotiationAllowed(false);
        context.setSniRequired(false);
        context.setKeyStorePassword(TlsMaterial.PASSWORD);
        apply(material());
    }

    private TlsMaterial material() throws IOException {
        Optional<PemFile> clients =
                authorities.isEmpty() ? Optional.empty() : Optional.of(PemFile.of(authorities.get()));
        return new TlsMaterial(PemFile.of(certificate), PemFile.of(privateKey), clients);
    }

    /**
     * @return empty: without TLS
     * @throws IOException if the files cannot be used, with the reason
     */
    public static Optional<ServerTls> of(HttpConfig config) throws IOException {
        Optional<TlsFiles> files = TlsFiles.of(config);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ServerTls(files.get()));
        } catch (IOException e) {
            throw new IOException("TLS cannot be used: " + e.getMessage(), e);
        }
    }

    /** What Jetty makes connections with. */
    public SslContextFactory.Server context() {
        return context;
    }

    /** Nothing is changed if it cannot be used. */
    private void apply(TlsMaterial material) throws IOException {
        KeyStore keys = material.keys();
        Optional<KeyStore> authorities = material.authorities();
        Consumer<SslContextFactory> change = same -> {
            same.setKeyStore(keys);
            authorities.ifPresent(same::setTrustStore);
        };
        context.setNeedClientAuth(authorities.isPresent());
        try {
            if (context.isStarted()) {
                context.reload(change);
            } else {
                change.accept(context);
            }
        } catch (Exception e) {
            throw new IOException("the certificates cannot be used", e);
        }
        Instant until = material.validUntil();
        if (until.isBefore(Instant.now())) {
            log.warn("The certificate has not been valid since {}; clients will refuse it", until);
        }
    }

    /**
     * Takes files that have changed into effect, if all of them can be used together. Connections that are open keep
     * their certificate. Never throws.
     */
    public synchronized void refresh() {
        boolean changed = certificate.hasChanged();
        changed |= privateKey.hasChanged();
        changed |= authorities.isPresent() && authorities.get().hasChanged();
        if (!changed) {
            return;
        }
        try {
            TlsMaterial material = material();
            apply(material);
            log.info("New certificates are in effect, valid until {}", material.validUntil());
        } catch (IOException e) {
            log.error("The changed certificates are not in effect, the last good ones are: {}", e.getMessage());
        }
    }
}
