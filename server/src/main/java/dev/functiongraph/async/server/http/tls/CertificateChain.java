package dev.functiongraph.async.server.http.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A server's certificate, followed by those that lead to an authority.
 *
 * @param file where it is from
 */
record CertificateChain(PemFile file, List<X509Certificate> certificates) {
    private static final int MIN_RSA_BITS = 2_048;
    private static final int MIN_EC_BITS = 256;

    /** @throws IOException if clients would refuse it at any time */
    static CertificateChain of(PemFile file) throws IOException {
        CertificateChain chain = new CertificateChain(file, file.certificates());
        for (int i = 0; i < chain.certificates.size(); i++) {
            chain.requireStrong(i);
            if (i > 0) {
                chain.requireIssuer(i);
            }
        }
        return chain;
    }

    private void requireStrong(int i) throws IOException {
        PublicKey key = certificates.get(i).getPublicKey();
        int bits = 0;
        int needed = 0;
        if (key instanceof RSAPublicKey rsa) {
            bits = rsa.getModulus().bitLength();
            needed = MIN_RSA_BITS;
        } else if (key instanceof ECPublicKey ec) {
            bits = ec.getParams().getOrder().bitLength();
            needed = MIN_EC_BITS;
        }
        if (bits < needed) {
            throw new IOException("certificate " + (i + 1) + " of " + file + " has a key of " + bits
                    + " bits, which is too weak; at least " + needed + " are needed");
        }
    }

    private void requireIssuer(int i) throws IOException {
        X509Certificate issued = certificates.get(i - 1);
        X509Certificate issuer = certificates.get(i);
        boolean signed =
                !issued.equals(issuer) && issued.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
        if (signed) {
            try {
                issued.verify(issuer.getPublicKey());
                return;
            } catch (GeneralSecurityException e) {
                // Of another one by the same name.
            }
        }
        throw new IOException("certificate " + (i + 1) + " of " + file + " has not signed certificate " + i
                + "; the server's own must be the first, and each be followed by that which has signed it");
    }

    X509Certificate own() {
        return certificates.get(0);
    }

    Instant validUntil() {
        return own().getNotAfter().toInstant();
    }

    /** Why clients would refuse the server's own certificate at this time, if they would. */
    Optional<String> problemAt(Instant now) {
        Instant from = own().getNotBefore().toInstant();
        if (now.isBefore(from)) {
            return Optional.of("the certificate in " + file + " is not valid before " + from);
        }
        return now.isAfter(validUntil())
                ? Optional.of("the certificate in " + file + " has not been valid since " + validUntil())
                : Optional.empty();
    }
}
