package dev.functiongraph.async.contract.spec;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The headers that any answer may have, whatever the contract says: the permanent fields of IANA's registry of HTTP
 * field names that make sense in an answer, and those that proxies and gateways are known to add.
 */
final class StandardHeaders {
    private static final Set<String> NAMES = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    /** Families of which new members come up. */
    private static final List<String> PREFIXES =
            List.of("access-control-", "cross-origin-", "proxy-", "ratelimit", "x-ratelimit-");

    static {
        // RFC 9110 to 9112, and the older fields that they replaced
        add("Accept, Accept-Encoding, Accept-Patch, Accept-Post, Accept-Ranges, Age, Allow, Authentication-Info");
        add("Cache-Control, Connection, Content-Encoding, Content-Language, Content-Length, Content-Location");
        add("Content-Range, Content-Type, Date, ETag, Expires, Keep-Alive, Last-Modified, Location, Pragma");
        add("Retry-After, Server, WWW-Authenticate");
        add("Trailer, Transfer-Encoding, Upgrade, Vary, Via, Warning");
        // the rest of the registry
        add("Accept-CH, Alt-Svc, Cache-Status, CDN-Cache-Control, Clear-Site-Data, Content-Digest");
        add("Content-Disposition, Content-Security-Policy, Content-Security-Policy-Report-Only, Deprecation, Digest");
        add("Link, NEL, Origin-Agent-Cluster, Permissions-Policy, Preference-Applied, Priority, Referrer-Policy");
        add("Report-To, Reporting-Endpoints, Repr-Digest, Server-Timing, Set-Cookie, Signature, Signature-Input");
        add("Strict-Transport-Security, Sunset, Timing-Allow-Origin, traceparent, tracestate, Want-Content-Digest");
        add("Want-Repr-Digest, X-Content-Type-Options, X-Frame-Options");
        // in no registry, and in many answers
        add("Expect-CT, Feature-Policy, X-Cache, X-DNS-Prefetch-Control, X-Download-Options, X-Robots-Tag");
        add("X-Permitted-Cross-Domain-Policies, X-XSS-Protection");
    }

    private StandardHeaders() {}

    static boolean contains(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(name) || PREFIXES.stream().anyMatch(small::startsWith);
    }

    /** Of those that the contract documents, too: a list may be sent in several fields (RFC 9110, section 5.3). */
    static boolean mayBeRepeated(String name) {
        return name.equalsIgnoreCase("WWW-Authenticate");
    }

    private static void add(String names) {
        NAMES.addAll(List.of(names.split(", ")));
    }
}
