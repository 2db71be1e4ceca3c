package dev.functiongraph.async.client;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An access key pair that signs each request by {@code SDK-HMAC-SHA256}. The secret key is never sent nor printed. */
final class AccessKey implements Credentials {

    static final String AUTHORIZATION = "Authorization";
    static final String DATE = "X-Sdk-Date";
    static final String SIGNATURE = "Signature=";

    private static final String ALGORITHM = "SDK-HMAC-SHA256";
    private static final String HMAC = "HmacSHA256";
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** What a header's list of names and values can have in a value. */
    private static final Pattern ID = Pattern.compile("[!-~&&[^,=]]+");

    private static final Pattern SECRET = Pattern.compile("[!-~]+");

    private final String id;
    private final SecretKeySpec secret;

    AccessKey(String id, String secretKey) {
        check("accessKey", ID, id);
        check("secretKey", SECRET, secretKey);
        this.id = id;
        this.secret = new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), HMAC);
    }

    /** Does not print the value. */
    private static void check(String name, Pattern pattern, String value) {
        if (!pattern.matcher(Objects.requireNonNull(value, name)).matches()) {
            throw new IllegalArgumentException(name + " is empty or has characters that a key cannot have,"
                    + " such as a space or a line break at its end");
        }
    }

    @Override
    public Set<String> headers() {
        // The last one would be taken for the body's hash.
        return Set.of("authorization", "x-sdk-date", "x-sdk-content-sha256");
    }

    @Override
    public void addTo(HttpRequest.Builder attempt, Request<?> request, Instant now) {
        String date = SECONDS.format(now);
        SortedMap<String, String> signed = new TreeMap<>();
        signed.put("host", CanonicalRequest.host(request.http().uri()));
        signed.put("x-sdk-date", date);
        request.http().headers().firstValue("Content-Type").ifPresent(type -> signed.put("content-type", type));
        String canonical = CanonicalRequest.of(
                request.http().method(),
                request.http().uri(),
                signed,
                request.body().sha256());
        attempt.setHeader(DATE, date);
        attempt.setHeader(
                AUTHORIZATION,
                ALGORITHM + " Access=" + id + ", SignedHeaders=" + String.join(";", signed.keySet()) + ", " + SIGNATURE
                        + signature(date, canonical));
    }

    /** @param canonical what is signed, beside the date */
    String signature(String date, String canonical) {
        String text = ALGORITHM + "\n" + date + "\n" + Sha256.hex(canonical.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "access key " + id + " (secret key redacted)";
    }
}
