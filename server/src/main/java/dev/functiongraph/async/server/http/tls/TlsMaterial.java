package dev.functiongraph.async.server.http.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The certificates and the key of a server at one moment, read and found to belong together. */
final class TlsMaterial {
    /** Of the store in memory that hands them to Java's TLS: the files have protected them, or nothing has. */
    static final String PASSWORD = "in memory";

    private static final byte[] SIGNED = {1};

    private final PemFile certificate;
    private final PemFile privateKey;
    private final Optional<PemFile> authorities;

    TlsMaterial(PemFile certificate, PemFile privateKey, Optional<PemFile> authorities) {
        this.certificate = certificate;
        this.privateKey = privateKey;
        this.authorities = authorities;
    }

    /** @throws IOException if one of them is damaged, or the key is not that of the certificate */
    KeyStore keys() throws IOException {
        List<X509Certificate> chain = certificate.certificates();
        PrivateKey key = privateKey.privateKey();
        if (!belongTogether(key, chain.get(0).getPublicKey())) {
            throw new IOException(
                    "the private key in " + privateKey + " is not that of the first certificate in " + certificate);
        }
        return store(
                store -> store.setKeyEntry("server", key, PASSWORD.toCharArray(), chain.toArray(Certificate[]::new)));
    }

    Optional<KeyStore> authorities() throws IOException {
        if (authorities.isEmpty()) {
            return Optional.empty();
        }
        List<X509Certificate> all = authorities.get().certificates();
        return Optional.of(store(store -> {
            for (int i = 0; i < all.size(); i++) {
                store.setCertificateEntry("authority " + i, all.get(i));
            }
        }));
    }

    /** When the server's own certificate is no longer valid. */
    Instant validUntil() throws IOException {
        return certificate.certificates().get(0).getNotAfter().toInstant();
    }

    private static KeyStore store(Filling filling) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.fill(store);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates cannot be used", e);
        }
    }

    @FunctionalInterface
    private interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException;
    }

    private static boolean belongTogether(PrivateKey key, PublicKey publicKey) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(SIGNED);
            byte[] signature = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(publicKey);
            verifying.update(SIGNED);
            return verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // Keys of two kinds.
        }
    }
}
