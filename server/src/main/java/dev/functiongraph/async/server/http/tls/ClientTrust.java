package dev.functiongraph.async.server.http.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The check of clients' certificates, for which those authorities alone count that are valid at the moment: Java takes
 * an authority for good for ever.
 */
final class ClientTrust extends X509ExtendedTrustManager {
    private final List<X509Certificate> authorities;
    private final Clock clock;

    ClientTrust(List<X509Certificate> authorities, Clock clock) {
        this.authorities = authorities;
        this.clock = clock;
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return valid().toArray(X509Certificate[]::new);
    }

    private List<X509Certificate> valid() {
        Instant now = clock.instant();
        return authorities.stream()
                .filter(authority -> !now.isBefore(authority.getNotBefore().toInstant())
                        && !now.isAfter(authority.getNotAfter().toInstant()))
                .toList();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, @Nullable SSLEngine engine)
            throws CertificateException {
        javas().checkClientTrusted(chain, kind, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, @Nullable Socket socket)
            throws CertificateException {
        javas().checkClientTrusted(chain, kind, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        javas().checkClientTrusted(chain, kind);
    }

    private X509ExtendedTrustManager javas() throws CertificateException {
        List<X509Certificate> valid = valid();
        if (valid.isEmpty()) {
            throw new CertificateException("no authority is valid at the moment");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < valid.size(); i++) {
                store.setCertificateEntry("authority " + i, valid.get(i));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return (X509ExtendedTrustManager) Stream.<TrustManager>of(factory.getTrustManagers())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException | GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, @Nullable SSLEngine engine)
            throws CertificateException {
        throw noServers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, @Nullable Socket socket)
            throws CertificateException {
        throw noServers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw noServers();
    }

    private static CertificateException noServers() {
        return new CertificateException("this is for clients alone");
    }
}
