package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.AccessKey;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a request, part by part, so that faulty servers and clients can make one of them wrong. It shares
 * nothing with the kit, which makes signatures itself.
 */
class Signature {
    final String method;
    final String path;
    final String query;
    final Headers headers;
    final byte[] body;

    /** @param target as it is sent, without scheme and host */
    Signature(String method, String target, Headers headers, byte[] body) {
        this.method = method;
        this.path = target.split("\\?", 2)[0];
        this.query = target.contains("?") ? target.split("\\?", 2)[1] : "";
        this.headers = headers;
        this.body = body;
    }

    final String by(AccessKey key, String date, List<String> signed) {
        try {
            String canonical =
                    String.join("\n", method(), path(), query(), headers(signed), String.join(";", signed), bodyHash());
            String text = "SDK-HMAC-SHA256\n" + date + "\n" + sha256(canonical.getBytes(StandardCharsets.ISO_8859_1));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return hex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String method() {
        return method;
    }

    String path() {
        return Stream.of(path.split("/", -1)).map(Signature::encoded).collect(Collectors.joining("/"))
                + (path.endsWith("/") ? "" : "/");
    }

    String query() {
        return Stream.of(query.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> (pair.contains("=") ? pair : pair + "=").split("=", 2))
                .map(pair -> List.of(encoded(pair[0]), encoded(pair[1])))
                .sorted(Comparator.comparing((List<String> pair) -> pair.get(0)))
                .map(pair -> pair.get(0) + "=" + pair.get(1))
                .collect(Collectors.joining("&"));
    }

    String headers(List<String> signed) {
        return signed.stream()
                .map(name -> name + ":" + headers.first(name).orElse("").trim() + "\n")
                .collect(Collectors.joining());
    }

    String bodyHash() throws GeneralSecurityException {
        return sha256(body);
    }

    static String encoded(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> parts = new ArrayList<>(List.of(raw.split("%", -1)));
        bytes.writeBytes(parts.remove(0).getBytes(StandardCharsets.ISO_8859_1));
        for (String part : parts) {
            boolean escape = part.matches("(?s)[0-9A-Fa-f]{2}.*");
            bytes.write(escape ? Integer.parseInt(part.substring(0, 2), 16) : '%');
            bytes.writeBytes((escape ? part.substring(2) : part).getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toString(StandardCharsets.ISO_8859_1)
                .chars()
                .mapToObj(unit -> Character.toString(unit).matches("[A-Za-z0-9._~-]")
                        ? Character.toString(unit)
                        : String.format("%%%02X", unit))
                .collect(Collectors.joining());
    }

    static String sha256(byte[] bytes) throws GeneralSecurityException {
        return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String hex(byte[] bytes) {
        return String.format("%064x", new BigInteger(1, bytes));
    }
}
