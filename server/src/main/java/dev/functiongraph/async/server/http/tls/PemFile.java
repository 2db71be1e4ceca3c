package dev.functiongraph.async.server.http.tls;

import dev.functiongraph.async.server.files.TextFile;
import dev.functiongraph.async.server.files.WatchedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of certificates or of a private key in PEM. Java reads certificates by itself, and a private key is one piece
 * of Base64; a library for more forms of keys would be larger than this server.
 *
 * @param text what it contained when it was read
 */
record PemFile(String file, String text) {
    private static final Pattern CERTIFICATE = block("CERTIFICATE");
    private static final Pattern PRIVATE_KEY = block("PRIVATE KEY");
    private static final Pattern ANY_PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----");

    private static final String[] ALGORITHMS = {"RSA", "EC", "EdDSA"};

    private static Pattern block(String label) {
        return Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----");
    }

    /** @throws IOException if it could not be read, with the file's name and the reason */
    static PemFile of(WatchedFile file) throws IOException {
        try {
            String text = file.text();
            if (text.isBlank()) {
                throw new IOException("it is empty");
            }
            return new PemFile(file.toString(), text);
        } catch (IOException e) {
            String reason = TextFile.NOT_TEXT.equals(e.getMessage())
                    ? "not PEM, which is text; 'openssl x509 -inform der' and 'openssl pkey -inform der' make it of DER"
                    : e.getMessage();
            throw new IOException(file + " cannot be used: " + reason, e);
        }
    }

    /** All certificates in it, in its order; at least one. */
    List<X509Certificate> certificates() throws IOException {
        List<X509Certificate> found = new ArrayList<>();
        for (Matcher block = CERTIFICATE.matcher(text); block.find(); ) {
            try {
                found.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(block.group().getBytes(StandardCharsets.UTF_8))));
            } catch (CertificateException e) {
                throw new IOException("certificate " + (found.size() + 1) + " of " + file + " is damaged", e);
            }
        }
        if (found.isEmpty()) {
            throw new IOException(
                    ANY_PRIVATE_KEY.matcher(text).find()
                            ? file + " has a private key where a certificate is needed: were the two files swapped?"
                            : file + " has no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----");
        }
        return found;
    }

    PrivateKey privateKey() throws IOException {
        Matcher block = PRIVATE_KEY.matcher(text);
        if (!block.find()) {
            if (CERTIFICATE.matcher(text).find()
                    && !ANY_PRIVATE_KEY.matcher(text).find()) {
                throw new IOException(
                        file + " has a certificate where its private key is needed: were the two files swapped?");
            }
            throw new IOException(
                    ANY_PRIVATE_KEY.matcher(text).find()
                            ? file + " has a private key that is encrypted or of an older form;"
                                    + " 'openssl pkcs8 -topk8 -nocrypt -in " + file + "' prints it in the form needed"
                            : file + " has no private key in PEM, which begins with -----BEGIN PRIVATE KEY-----");
        }
        try {
            return privateKey(Base64.getMimeDecoder().decode(block.group(1)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IOException("the private key in " + file + " is damaged, or neither RSA, EC nor EdDSA", e);
        }
    }

    private static PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
        InvalidKeySpecException last = new InvalidKeySpecException();
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                last = e;
            } catch (NoSuchAlgorithmException e) {
                last = new InvalidKeySpecException(e);
            }
        }
        throw last;
    }

    /** Prints nothing of what it contains. */
    @Override
    public String toString() {
        return file;
    }
}
