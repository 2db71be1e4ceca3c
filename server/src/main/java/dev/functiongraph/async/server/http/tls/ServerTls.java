package dev.functiongraph.async.server.http.tls;

import dev.functiongraph.async.server.config.HttpConfig;
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

    private final TlsFiles files;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    /** In effect, or refused. */
    private TlsMaterial judged;

    private TlsMaterial lastSeen;
    private String lastProblem = "";

    private ServerTls(TlsFiles files, TlsMaterial first) throws IOException {
        this.files = files;
        this.judged = first;
        this.lastSeen = first;
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setRenegotiationAllowed(false);
        context.setSniRequired(false);
        context.setKeyStorePassword(TlsMaterial.PASSWORD);
        apply(first);
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
            return Optional.of(new ServerTls(files.get(), TlsMaterial.read(files.get())));
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
     * Reads the files again if they have changed, and have stayed the same since the last call: one of them may have
     * been replaced before the others. Connections that are open keep their certificate. Never throws.
     */
    public synchronized void refresh() {
        try {
            TlsMaterial now = TlsMaterial.read(files);
            boolean settled = now.saysTheSameAs(lastSeen);
            lastSeen = now;
            if (settled && !now.saysTheSameAs(judged)) {
                judged = now;
                apply(now);
                log.info("New certificates are in effect, valid until {}", now.validUntil());
            }
            lastProblem = "";
        } catch (IOException e) {
            String problem = String.valueOf(e.getMessage());
            if (!problem.equals(lastProblem)) {
                lastProblem = problem;
                log.error("The changed certificates are not in effect, the last good ones are: {}", problem);
            }
        }
    }
}
