package dev.functiongraph.async.server.http.tls;

import dev.functiongraph.async.server.config.HttpConfig;
import dev.functiongraph.async.server.files.PrivateFile;
import dev.functiongraph.async.server.files.TextFile;
import dev.functiongraph.async.server.files.WatchedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS 1.2 and 1.3 with certificates that are read again when their files change, of one port or several. */
public final class ServerTls {
    private static final Logger log = LoggerFactory.getLogger(ServerTls.class);

    private final WatchedFile certificate;
    private final WatchedFile privateKey;
    private final Optional<WatchedFile> authorities;
    private final Context context = new Context();

    private ServerTls(TlsFiles files) throws IOException {
        certificate = new WatchedFile(files.certificate(), TextFile::read, System::nanoTime);
        privateKey = new WatchedFile(files.privateKey(), PrivateFile::read, System::nanoTime);
        authorities = files.authorities().map(file -> new WatchedFile(file, TextFile::read, System::nanoTime));
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setRenegotiationAllowed(false);
        context.setSniRequired(false);
        context.setKeyStorePassword(TlsMaterial.PASSWORD);
        context.setNeedClientAuth(authorities.isPresent());
        TlsMaterial material = TlsMaterial.read(certificate, privateKey, authorities);
        context.use(material);
        start(context);
        material.chain()
                .problemAt(Instant.now())
                .ifPresent(problem -> log.warn("Clients will refuse this server: {}", problem));
        warnOfAuthorities(material);
    }

    /** Before a port has it, which would otherwise stop it with itself, for the others as well. */
    private static void start(Context context) throws IOException {
        try {
            context.start();
        } catch (Exception e) {
            throw new IOException("Java cannot use them", e);
        }
    }

    /** Jetty's part, with another check of clients. */
    private static final class Context extends SslContextFactory.Server {
        private List<X509Certificate> authorities = List.of();

        void use(TlsMaterial material) throws IOException {
            authorities = material.authorities();
            setKeyStore(material.keys());
        }

        @Override
        protected TrustManager[] getTrustManagers(
                @Nullable KeyStore unused, @Nullable Collection<? extends CRL> revocations) {
            return new TrustManager[] {new ClientTrust(authorities, Clock.systemUTC())};
        }
    }

    private static void warnOfAuthorities(TlsMaterial material) {
        for (X509Certificate authority : material.authorities()) {
            Instant until = authority.getNotAfter().toInstant();
            if (until.isBefore(Instant.now())) {
                log.warn(
                        "Clients of the authority {} are refused: it has not been valid since {}",
                        authority.getSubjectX500Principal(),
                        until);
            }
        }
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
            TlsMaterial material = TlsMaterial.read(certificate, privateKey, authorities);
            Optional<String> problem = material.chain().problemAt(Instant.now());
            if (problem.isPresent()) {
                throw new IOException(problem.get());
            }
            reload(material);
            log.info(
                    "New certificates are in effect, valid until {}",
                    material.chain().validUntil());
            warnOfAuthorities(material);
        } catch (IOException e) {
            log.error("The changed certificates are not in effect, the last good ones are: {}", e.getMessage());
        }
    }

    private void reload(TlsMaterial material) throws IOException {
        try {
            context.reload(same -> {
                try {
                    context.use(material);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (Exception e) {
            throw new IOException("Java cannot use them", e);
        }
    }
}
