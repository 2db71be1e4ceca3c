package dev.functiongraph.async.contract.client.check.send;

import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.client.ClientCheck;
import dev.functiongraph.async.contract.client.ClientExpectation;
import dev.functiongraph.async.contract.client.Conversation;
import dev.functiongraph.async.contract.client.Replies;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.NotApplicableException;
import dev.functiongraph.async.contract.spec.Request;
import dev.functiongraph.async.contract.wire.AccessKey;
import dev.functiongraph.async.contract.wire.CanonicalRequest;
import dev.functiongraph.async.contract.wire.Signing;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The check of a client's signatures, where it can sign. */
public final class SignatureCheck {
    /** Made up for this check, and of no server. */
    private static final AccessKey KEY =
            new AccessKey("KITKITKITKITKITKIT01", "kitSecretKey0123456789ABCDEFGHIJKLMNOPQR");

    private static final String ALIAS =
            "urn:fss:eu-de:7aad83af3e8d42e99ac194e8419e2c9b:function:my-package_1:resize:!prod";
    private static final Pattern FORM =
            Pattern.compile("SDK-HMAC-SHA256 Access=([^,= ]+), SignedHeaders=([a-z0-9;_-]+), Signature=([0-9a-f]{64})");
    private static final Pattern DATE =
            Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z");
    private static final Duration MOST = Duration.ofMinutes(15);

    private SignatureCheck() {}

    public static List<ClientCheck> all(Replies replies) {
        ClientCase list = ClientCase.list("signed-list")
                .withQuery(Map.of("status", "FAIL", "query_begin_time", "2026-01-02T03:04:05", "limit", "7"));
        return List.of(new ClientCheck(
                "client-send.signature",
                List.of(
                        replies.successful(ClientCase.invoke("signed-event").withKey(KEY)),
                        replies.successful(ClientCase.invoke("signed-absent-event")
                                .withoutEvent()
                                .withUrn(ALIAS)
                                .withKey(KEY)),
                        replies.successful(list.withKey(KEY)),
                        replies.successful(ClientCase.cancel("signed-cancellation", replies.id("signed-cancellation"))
                                .withKey(KEY))),
                SignatureCheck::judge));
    }

    private static void judge(Conversation conversation, ClientExpectation expectation)
            throws CouldNotRunException, NotApplicableException {
        Request request = conversation.first();
        List<String> values = request.headers().values(Signing.AUTHORIZATION);
        if (values.stream().noneMatch(value -> value.startsWith("SDK-"))) {
            throw new NotApplicableException("the client does not sign");
        }
        Matcher form = FORM.matcher(values.get(0));
        expectation.that(
                values.size() == 1 && form.matches(),
                "one Authorization: SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…",
                String.join(", and also: ", values));
        if (form.matches()) {
            expectation.that(form.group(1).equals(KEY.id()), "the access key " + KEY.id(), form.group(1));
            judgeSigned(request, form, expectation);
        }
        judgeTime(request, expectation);
        String sent = request.method() + request.target() + request.headers().fields() + request.text();
        expectation.that(!sent.contains(KEY.secret()), "a request without the secret key", "it has the secret key");
    }

    private static void judgeSigned(Request request, Matcher form, ClientExpectation expectation) {
        List<String> names = List.of(form.group(2).split(";"));
        SortedSet<String> sorted = new TreeSet<>(names);
        expectation
                .that(List.copyOf(sorted).equals(names), "SignedHeaders sorted, each once", form.group(2))
                .that(names.containsAll(List.of("host", "x-sdk-date")), "host and x-sdk-date signed", form.group(2));
        for (String name : sorted) {
            int count = request.headers().values(name).size();
            expectation.that(count == 1, "the signed header " + name + " once", "it is sent " + count + " times");
        }
        String date = request.headers().first(Signing.DATE).orElse("");
        expectation.that(
                KEY.signature(date, canonical(request, sorted)).equals(form.group(3)),
                "the signature of the canonical request\n" + canonical(request, sorted),
                form.group(3));
    }

    /** Whatever the client declares: servers compare the body's own hash. */
    private static String canonical(Request request, SortedSet<String> signed) {
        String canonical = CanonicalRequest.of(request, signed);
        return canonical.substring(0, canonical.lastIndexOf('\n') + 1) + CanonicalRequest.sha256(request.body());
    }

    private static void judgeTime(Request request, ClientExpectation expectation) {
        List<String> dates = request.headers().values(Signing.DATE);
        Matcher form = DATE.matcher(dates.isEmpty() ? "" : dates.get(0));
        boolean near = form.matches() && isNear(form.replaceFirst("$1-$2-$3T$4:$5:$6Z"));
        expectation.that(
                dates.size() == 1 && near, "one X-Sdk-Date, the present time in UTC", String.join(", ", dates));
    }

    private static boolean isNear(String time) {
        try {
            return Duration.between(Instant.parse(time), Instant.now()).abs().compareTo(MOST) < 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
