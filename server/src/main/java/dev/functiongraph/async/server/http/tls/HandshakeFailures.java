package dev.functiongraph.async.server.http.tls;

import dev.functiongraph.async.server.http.error.ClientTrouble;
import dev.functiongraph.async.server.http.error.ClientTrouble.Kind;
import java.security.cert.CertificateException;
import java.util.Locale;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** The reasons why TLS handshakes fail, in the words of those who can mend them. */
public final class HandshakeFailures implements SslHandshakeListener {
    private final ClientTrouble trouble;

    public HandshakeFailures(ClientTrouble trouble) {
        this.trouble = trouble;
    }

    @Override
    public void handshakeFailed(Event event, Throwable failure) {
        trouble.happened(
                kind(failure),
                event.getEndPoint() == null ? null : event.getEndPoint().getRemoteSocketAddress());
    }

    /** Java tells them apart by texts alone. */
    private static Kind kind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return Kind.CERTIFICATE;
            }
        }
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("plaintext") || text.contains("not an ssl/tls record")) {
            return Kind.NO_TLS;
        } else if (text.contains("empty client certificate")) {
            return Kind.NO_CERTIFICATE;
        } else if (text.contains("alert") && (text.contains("certificate") || text.contains("unknown_ca"))) {
            return Kind.NOT_TRUSTED;
        } else if (text.contains("in common") || text.contains("protocol") || text.contains("not accepted")) {
            return Kind.NO_COMMON_TLS;
        }
        return Kind.HANDSHAKE;
    }
}
