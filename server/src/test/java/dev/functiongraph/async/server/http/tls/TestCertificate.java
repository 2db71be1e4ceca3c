package dev.functiongraph.async.server.http.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that is its own authority, and its key, made by the JDK's keytool. */
public final class TestCertificate {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore store;
    private final char[] password;
    private final String alias;

    private TestCertificate(KeyStore store, char[] password) throws GeneralSecurityException {
        this.store = store;
        this.password = password;
        this.alias = store.aliases().nextElement();
    }

    /** The only one of a key store. */
    static TestCertificate read(Path file, char[] password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return new TestCertificate(store, password);
    }

    /**
     * @param name by which it is told from others
     * @param more options of keytool
     */
    public static TestCertificate make(Path dir, String name, String algorithm, String... more) throws Exception {
        Path file = dir.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "one",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-keyalg",
                algorithm,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString()));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(output);
        }
        return read(file, PASSWORD);
    }

    X509Certificate x509() throws GeneralSecurityException {
        return (X509Certificate) store.getCertificate(alias);
    }

    byte[] der() throws GeneralSecurityException {
        return x509().getEncoded();
    }

    String certificate() throws GeneralSecurityException {
        return pem("CERTIFICATE", der());
    }

    String privateKey() throws GeneralSecurityException {
        return pem("PRIVATE KEY", store.getKey(alias, password).getEncoded());
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }

    /** Writes it where a server looks for it. */
    public void write(Path certificate, Path privateKey) throws Exception {
        Files.writeString(certificate, certificate());
        Files.writeString(privateKey, privateKey());
        Files.setPosixFilePermissions(privateKey, PosixFilePermissions.fromString("rw-------"));
    }

    /** What a client needs that trusts this certificate alone, and has none of its own. */
    public SSLContext trusted() throws Exception {
        return client(null);
    }

    /** The same of one that shows a certificate. */
    SSLContext trustedBy(TestCertificate own) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own.store, own.password);
        return client(keys.getKeyManagers());
    }

    private SSLContext client(KeyManager[] keys) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("server", store.getCertificate(alias));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, managers.getTrustManagers(), null);
        return context;
    }
}
