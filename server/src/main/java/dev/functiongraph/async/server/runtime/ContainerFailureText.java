package dev.functiongraph.async.server.runtime;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpException;

/** The sentences for failures to reach a container or to read its answer: predicates whose subject is the container. */
final class ContainerFailureText {
    private ContainerFailureText() {}

    static String ofConnecting(Throwable failure, String host) {
        return "cannot be reached: "
                + (failure instanceof ConnectFailure all ? ofAddresses(all, host) : ofName(failure));
    }

    private static String ofName(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "its name was not resolved within " + NameLookup.LIMIT.toSeconds() + " s";
        }
        if (failure instanceof UnknownHostException) {
            return says(failure, "temporary failure") ? "its name cannot be resolved now" : "its name is unknown";
        }
        return "no connection could be made";
    }

    private static String ofAddresses(ConnectFailure failure, String host) {
        Map<String, Set<String>> addresses = new LinkedHashMap<>();
        failure.causes()
                .forEach((address, cause) -> addresses
                        .computeIfAbsent(ofAddress(cause), any -> new LinkedHashSet<>())
                        .add(text(address)));
        return addresses.entrySet().stream()
                .map(each -> each.getKey() + of(each.getValue(), host))
                .collect(Collectors.joining(", "));
    }

    private static String of(Set<String> addresses, String host) {
        String all = String.join(", ", addresses);
        // What is in brackets is an address already, in one of several spellings.
        return host.contains(all) || host.startsWith("[") ? "" : " (" + all + ")";
    }

    private static String text(SocketAddress address) {
        return ((InetSocketAddress) address).getAddress().getHostAddress();
    }

    private static String ofAddress(Throwable cause) {
        if (cause instanceof SocketTimeoutException) {
            return "no answer within " + ContainerConnections.CONNECT_LIMIT.toSeconds() + " s";
        }
        if (cause instanceof NoRouteToHostException || says(cause, "unreachable")) {
            return "no route to it";
        }
        if (says(cause, "too many open files")) {
            return "this server has too many files open";
        }
        if (cause instanceof BindException || says(cause, "cannot assign")) {
            return "this server has no free port for the connection";
        }
        return says(cause, "refused") ? "connection refused" : "no connection could be made";
    }

    static String ofHandshake(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "did not complete the TLS handshake in time";
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "has a certificate that has expired";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "has a certificate that is not valid yet";
            }
            if (cause instanceof CertificateException) {
                boolean name = says(cause, "no name matching") || says(cause, "no subject alternative");
                return "has a certificate that is " + (name ? "for another name" : "not trusted");
            }
        }
        return says(failure, "unrecognized ssl message") ? "does not speak TLS" : "broke the TLS handshake off";
    }

    /** @param any whether a part of the answer came */
    static String ofAnswering(Throwable failure, boolean any, String path) {
        if (says(failure, "header bytes too large")) {
            return "answered " + path + " with too large a header";
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException && !says(cause, "early eof")) {
                return "answered " + path + " with something that is not HTTP";
            }
        }
        return any
                ? "closed the connection in the middle of its answer to " + path
                : "closed the connection without an answer to " + path;
    }

    static String ofTime(Duration limit, String path) {
        return "did not answer " + path + " within " + limit.toMillis() + " ms";
    }

    private static boolean says(Throwable failure, String words) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null
                    && cause.getMessage().toLowerCase(Locale.ROOT).contains(words)) {
                return true;
            }
        }
        return false;
    }
}
