package dev.functiongraph.async.client;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** The problems of a connection, in words for people: the JDK's own texts are often missing or name its classes. */
enum NetworkProblem {
    UNKNOWN_HOST("the host name is unknown", UnresolvedAddressException.class, UnknownHostException.class),
    UNREACHABLE("the network or the host is unreachable", NoRouteToHostException.class),
    UNREACHABLE_NETWORK(UNREACHABLE.text, failure -> failure instanceof ConnectException && says(failure, "unreach")),
    REFUSED("the connection was refused", ConnectException.class),
    CERTIFICATE_NOT_VALID_NOW(
            "the server's certificate has expired or is not valid yet",
            CertificateExpiredException.class,
            CertificateNotYetValidException.class),
    CERTIFICATE_NOT_TRUSTED("the server's certificate is not trusted", CertPathBuilderException.class),
    CERTIFICATE_OF_ANOTHER("the server's certificate does not name this host", CertificateException.class),
    TLS("the TLS handshake failed", SSLException.class),
    NOT_HTTP("the answer is not HTTP", ProtocolException.class),
    RESET("the connection was reset", failure -> failure instanceof SocketException || says(failure, "reset")),
    CLOSED("the connection was closed too early", EOFException.class),
    OTHER("the connection failed", failure -> true);

    private final String text;
    private final Predicate<Throwable> sign;

    NetworkProblem(String text, Predicate<Throwable> sign) {
        this.text = text;
        this.sign = sign;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    NetworkProblem(String text, Class<? extends Throwable>... signs) {
        this(text, failure -> Arrays.stream(signs).anyMatch(sign -> sign.isInstance(failure)));
    }

    /** Returns the first problem of which a failure, or one of its causes, is a sign. */
    static NetworkProblem in(Throwable failure) {
        List<Throwable> chain = Stream.iterate(failure, link -> link != null, Throwable::getCause)
                .limit(10)
                .toList();
        return Arrays.stream(values())
                .filter(problem -> chain.stream().anyMatch(problem.sign))
                .findFirst()
                .orElse(OTHER);
    }

    String text() {
        return text;
    }

    private static boolean says(Throwable failure, String word) {
        return failure.getMessage() != null && failure.getMessage().contains(word);
    }
}
