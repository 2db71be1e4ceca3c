package dev.functiongraph.async.server.http.tls;

import dev.functiongraph.async.server.files.WatchedFile;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The certificates and the key of a server at one moment, read and found to belong together. */
final class TlsMaterial {
    /** Of the store in memory that hands them to Java's TLS: the files have protected them, or nothing has. */
    static final String PASSWORD = "in memory";

    private static final byte[] SIGNED = {1};

    private final CertificateChain chain;
    private final PrivateKey key;
    private final List<X509Certificate> authorities;

    private TlsMaterial(CertificateChain chain, PrivateKey key, List<X509Certificate> authorities) {
        this.chain = chain;
        this.key = key;
        this.authorities = authorities;
    }

    /** @throws IOException if one of them is damaged or too weak, or the key is not that of the certificate */
    static TlsMaterial read(WatchedFile certificate, WatchedFile privateKey, Optional<WatchedFile> authorities)
            throws IOException {
        CertificateChain chain = CertificateChain.of(PemFile.of(certificate));
        PemFile keyFile = PemFile.of(privateKey);
        PrivateKey key = keyFile.privateKey();
        if (!belongTogether(key, chain.own().getPublicKey())) {
            throw new IOException(
                    "the private key in " + keyFile + " is not that of the first certificate in " + chain.file());
        }
        return new TlsMaterial(
                chain,
                key,
                authorities.isEmpty()
                        ? List.of()
                        : PemFile.of(authorities.get()).certificates());
    }

    CertificateChain chain() {
        return chain;
    }

    /** None: clients need no certificate. */
    List<X509Certificate> authorities() {
        return authorities;
    }

    KeyStore keys() throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server", key, PASSWORD.toCharArray(), chain.certificates().toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates in " + chain.file() + " are of a form that Java cannot use", e);
        }
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
