package dev.functiongraph.async.contract.wire;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The signing of a message, which takes place when its bytes are made: until then, characters stand in its header
 * fields for the time and for the signature, so that checks can change everything else. Immutable.
 *
 * @param made when the message was made
 * @param offset of the time that is signed, from when the message was made
 * @param headers the names of the signed ones, in small letters
 * @param other the request that is signed in place of the one that is sent, where a check changes what is signed
 */
public record Signing(
        AccessKey key, Instant made, Duration offset, SortedSet<String> headers, Optional<Request> other) {
    public static final String AUTHORIZATION = "Authorization";
    public static final String DATE = "X-Sdk-Date";

    /** Stand for what is not known yet; no message on the wire has them, being bytes. */
    public static final char TIME = '\uE800';

    public static final char SIGNATURE = '\uE801';

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Signs the headers that must be signed. */
    public static Signing by(AccessKey key, Instant now) {
        return new Signing(key, now, Duration.ZERO, new TreeSet<>(Set.of("host", "x-sdk-date")), Optional.empty());
    }

    public Signing withKey(AccessKey another) {
        return new Signing(another, made, offset, headers, other);
    }

    public Signing withOffset(Duration another) {
        return new Signing(key, made, another, headers, other);
    }

    public Signing withHeaders(String... names) {
        return new Signing(key, made, offset, new TreeSet<>(Set.of(names)), other);
    }

    Signing of(Request another) {
        return new Signing(key, made, offset, headers, Optional.of(another));
    }

    /** The fields that a signed message has. */
    List<Headers.Field> fields() {
        return List.of(
                new Headers.Field(DATE, Character.toString(TIME)),
                new Headers.Field(
                        AUTHORIZATION,
                        AccessKey.ALGORITHM + " Access=" + key.id() + ", SignedHeaders=" + String.join(";", headers)
                                + ", Signature=" + SIGNATURE));
    }

    /** A time as a header has it. */
    public static String date(Instant time) {
        return SECONDS.format(time);
    }

    /** The text that is signed, with {@link #TIME} where the time stands in it. */
    public String canonical(Request sent) {
        return CanonicalRequest.of(other.orElse(sent), headers);
    }

    /** The value of X-Sdk-Date, with {@link #TIME} where the time stands in it. */
    public String dateLine(Request sent) {
        return other.orElse(sent).headers().first(DATE).orElse(Character.toString(TIME));
    }

    /** The header fields as they are sent. */
    List<Headers.Field> resolved(Request sent) {
        String date = date(made.plus(offset));
        String signature = signature(key, date, dateLine(sent), canonical(sent));
        return sent.headers().fields().stream()
                .map(field -> new Headers.Field(
                        field.name(),
                        field.value()
                                .replace(Character.toString(TIME), date)
                                .replace(Character.toString(SIGNATURE), signature)))
                .toList();
    }

    /** The signature at a time, in hexadecimal digits. */
    public static String signature(AccessKey key, String date, String dateLine, String canonical) {
        String time = Character.toString(TIME);
        return key.signature(dateLine.replace(time, date), canonical.replace(time, date));
    }
}
