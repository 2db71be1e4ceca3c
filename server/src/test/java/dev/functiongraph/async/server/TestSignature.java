package dev.functiongraph.async.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a request, made step by step as the public guide says, and not as the server checks it. */
public final class TestSignature {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private TestSignature() {}

    public static String date(Instant at) {
        return DATE.format(at);
    }

    /**
     * The value of {@code Authorization}.
     *
     * @param pathAndQuery not escaped
     * @param headers those that are signed, {@code x-sdk-date} among them, by their names in lower case
     */
    public static String authorization(
            TestCredentials.KeyPair key, String method, String pathAndQuery, Map<String, String> headers, String body) {
        TreeMap<String, String> sorted = new TreeMap<>(headers);
        String[] target = pathAndQuery.split("\\?", 2);
        String names = String.join(";", sorted.keySet());
        String request = String.join(
                "\n",
                method,
                path(target[0]),
                target.length == 1 ? "" : query(target[1]),
                sorted.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining()),
                names,
                sha256(body));
        String text = "SDK-HMAC-SHA256\n" + headers.get("x-sdk-date") + "\n" + sha256(request);
        return "SDK-HMAC-SHA256 Access=" + key.accessKey() + ", SignedHeaders=" + names + ", Signature="
                + hmac(key.secretKey(), text);
    }

    private static String path(String path) {
        return Arrays.stream(path.split("/")).map(TestSignature::encode).collect(Collectors.joining("/")) + "/";
    }

    private static String query(String query) {
        return Arrays.stream(query.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .map(parts -> encode(parts[0]) + "=" + (parts.length == 1 ? "" : encode(parts[1])))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    public static String sha256(String text) {
        try {
            return hex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return hex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
