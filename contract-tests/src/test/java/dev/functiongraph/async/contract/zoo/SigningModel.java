package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.wire.AccessKey;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that requires a signature. Each step of checking it is a method that a faulty one overrides. */
class SigningModel extends Model {
    static final AccessKey KEY = new AccessKey("ZOOZOOZOOZOOZOOZOO01", "zooSecretKey0123456789ABCDEFGHIJKLMNOPQR");
    static final String AUTHORIZATION = "Authorization";
    static final String DATE = "X-Sdk-Date";
    static final String HASH = "X-Sdk-Content-Sha256";

    private static final Pattern FORM =
            Pattern.compile("SDK-HMAC-SHA256 Access=([^,= ]+), SignedHeaders=([a-z0-9;_-]+), Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);

    @Override
    Optional<AccessKey> key() {
        return Optional.of(KEY);
    }

    @Override
    void checkCredentials(Call call) throws RefusedException {
        checkSignature(call.request());
        if (!decoded(call.project()).equals(PROJECT)) {
            throw new RefusedException(Reply.error(403, "the credentials belong to another project"));
        }
    }

    void checkSignature(Incoming request) throws RefusedException {
        if (request.header(AUTHORIZATION).isEmpty()) {
            throw unauthorized("valid credentials are required");
        }
        checkOnce(request, AUTHORIZATION);
        Matcher form = form(request);
        checkDate(request);
        List<String> signed = List.of(form.group(2).split(";"));
        checkSigned(request, signed);
        if (request.tooLarge()) {
            return;
        }
        checkHash(request);
        AccessKey key = keyOf(form);
        String date = request.header(DATE).orElse("");
        if (forms(request).stream()
                .noneMatch(each -> signature(each).by(key, date, signed).equals(form.group(3)))) {
            throw mismatch();
        }
        checkKey(form);
    }

    Matcher form(Incoming request) throws RefusedException {
        Matcher form = FORM.matcher(request.header(AUTHORIZATION).orElseThrow());
        if (!form.matches()) {
            throw unauthorized("the Authorization is malformed");
        }
        return form;
    }

    void checkOnce(Incoming request, String name) throws RefusedException {
        if (request.headers().values(name).size() != 1) {
            throw unauthorized(name + " is missing or repeated");
        }
    }

    void checkDate(Incoming request) throws RefusedException {
        checkOnce(request, DATE);
        Duration age = Duration.between(time(request.header(DATE).orElseThrow()), Instant.now());
        if (isTooOld(age) || isTooEarly(age)) {
            throw unauthorized("X-Sdk-Date is more than 15 minutes from the server's time");
        }
    }

    Instant time(String date) throws RefusedException {
        try {
            return LocalDateTime.parse(date, SECONDS).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw unauthorized("X-Sdk-Date is malformed");
        }
    }

    boolean isTooOld(Duration age) {
        return age.compareTo(Duration.ofMinutes(15)) > 0;
    }

    boolean isTooEarly(Duration age) {
        return age.negated().compareTo(Duration.ofMinutes(15)) > 0;
    }

    List<String> required() {
        return List.of("host", "x-sdk-date");
    }

    void checkSigned(Incoming request, List<String> signed) throws RefusedException {
        if (!List.copyOf(new TreeSet<>(signed)).equals(signed) || !signed.containsAll(required())) {
            throw unauthorized("SignedHeaders is malformed, or has no host or x-sdk-date");
        }
        for (String name : signed) {
            checkOnce(request, name);
        }
    }

    void checkHash(Incoming request) throws RefusedException {
        try {
            String right = Signature.sha256(request.body());
            if (!request.headers().values(HASH).stream().allMatch(right::equals)) {
                throw mismatch();
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The requests that may have been signed: the one that came, and one whose escapes are meant as they stand. */
    List<Incoming> forms(Incoming request) {
        String path = request.path().replace("%", "%25");
        Incoming literal = new Incoming(
                request.method(),
                path + request.target().substring(request.path().length()),
                request.version(),
                request.headers(),
                request.body(),
                request.tooLarge());
        return List.of(request, literal);
    }

    Signature signature(Incoming request) {
        return new Signature(request.method(), request.target(), request.headers(), request.body());
    }

    /** The key that a signature is made with: any for one that is not known. */
    AccessKey keyOf(Matcher form) throws RefusedException {
        return KEY;
    }

    void checkKey(Matcher form) throws RefusedException {
        if (!form.group(1).equals(KEY.id())) {
            throw mismatch();
        }
    }

    static RefusedException mismatch() {
        return unauthorized("the signature does not match, or the access key is not valid");
    }

    static RefusedException unauthorized(String message) {
        return new RefusedException(Reply.error(401, message).with("WWW-Authenticate", "SDK-HMAC-SHA256"));
    }
}
