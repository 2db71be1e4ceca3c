package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the contract and HTTP leave open in requests: the rules by which it is no fault to read them otherwise. */
final class RequestFreedom {
    static final String LARGE =
            "how large a target and a header section may be is the server's own affair (RFC 9110, sections 4.1 and"
                    + " 5.4)";

    private static final String FRAGMENT = "a path ends at a # (RFC 3986, section 3.3); that a target with one is"
            + " refused is recommended and not demanded (RFC 9112, section 3.2: SHOULD)";
    private static final String ACCEPT = "a malformed Accept may be recovered from or not (RFC 9110, section 2.4); the"
            + " contract says something of a malformed Content-Type alone";
    private static final String NO_RANGE =
            "neither HTTP nor the contract says what an Accept without any media range excludes";
    private static final String TWO_TYPES = "which of two Content-Types counts is not said (RFC 9110, section 8.3)";
    private static final String NO_CODING = "an empty Content-Encoding names no coding (RFC 9110, section 8.4)";
    private static final String NO_BODY =
            "whether the Content-Type or Content-Encoding of a POST without a body is looked at is not said";
    private static final String NUMBER =
            "how a whole number is spelled in a query the contract does not say, so +5, 05,"
                    + " 5.0 and 5e0 may be 5 or be refused";

    private static final Pattern SPELLED =
            Pattern.compile("(?<=^|&)(limit|marker)=((\\+|%2[Bb])?[0-9]+(\\.0*)?([eE][^&]*)?)(?=&|$)");
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String PARAMETER = "\\s*;\\s*((?![qQ]\\s*=)" + TOKEN + "=(" + TOKEN + "|\"[^\"]*\"))?";
    private static final String WEIGHT = "\\s*;\\s*[qQ]=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)";
    private static final String RANGE = TOKEN + "/" + TOKEN + "(" + PARAMETER + ")*(" + WEIGHT + ")?";

    private RequestFreedom() {}

    static String ofPath(String operator) {
        return operator.equals("ends at #") ? FRAGMENT : "";
    }

    static String ofQuery(String name, String operator) {
        return List.of("limit", "marker").contains(name) && operator.equals("a sign is allowed") ? NUMBER : "";
    }

    /** Whether its answer says nothing, because a number in it is spelled as few would. */
    static boolean hasOpenNumber(String query) {
        return SPELLED.matcher(query)
                .results()
                .anyMatch(found -> !found.group(2).matches("0|[1-9][0-9]*"));
    }

    static String ofHeader(String name, String operator) {
        return switch (name + ": " + operator) {
            case "Accept: malformed is absent" -> ACCEPT;
            case "Accept: empty is absent" -> NO_RANGE;
            case "Content-Type: the first of several counts", "Content-Type: the last of several counts" -> TWO_TYPES;
            case "Content-Encoding: empty is absent" -> NO_CODING;
            default -> "";
        };
    }

    /** Whether its answer says nothing, because of what the rules about headers leave open. */
    static boolean hasOpenHeader(Message message) {
        List<String> ranges = elements(message, "Accept");
        boolean openRanges = ranges.stream().allMatch(String::isEmpty)
                || !ranges.stream().allMatch(range -> range.isEmpty() || range.matches(RANGE));
        List<String> codings = elements(message, "Content-Encoding");
        boolean openCodings = codings.contains("")
                && codings.stream().allMatch(coding -> coding.isEmpty() || coding.equalsIgnoreCase("identity"));
        return (!ranges.isEmpty() && openRanges)
                || openCodings
                || values(message, "Content-Type").size() > 1
                || describesNoBody(message);
    }

    private static boolean describesNoBody(Message message) {
        return message.method().equals("POST")
                && message.body().length == 0
                && Stream.of("Content-Type", "Content-Encoding")
                        .anyMatch(name -> !values(message, name).isEmpty());
    }

    private static List<String> elements(Message message, String name) {
        return values(message, name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private static List<String> values(Message message, String name) {
        return new Headers(message.fields()).values(name);
    }

    /**
     * The answers to a request that a server may find too large, of which each is as right as the others.
     *
     * @param statuses those of refusals
     */
    static String ofLarge(String answers, Set<Integer> statuses) {
        String refusals = statuses.stream().map(String::valueOf).collect(Collectors.joining("|"));
        return answers.isEmpty() || answers.matches("(?s)HTTP/1\\.1 (200|" + refusals + ")\\b.*")
                ? "served, or refused as too large"
                : answers;
    }

    /** The rules about single requests, which no mutant bears. */
    static List<String> ofAnyMutant() {
        return List.of(ACCEPT, NO_RANGE, TWO_TYPES, NO_CODING, NO_BODY, NUMBER, LARGE);
    }
}
