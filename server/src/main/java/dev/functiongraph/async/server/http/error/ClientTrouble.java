package dev.functiongraph.async.server.http.error;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log lines of what clients do wrong: the first of a kind is told at once, further ones together once a minute,
 * since there may be thousands. Thread-safe.
 */
public final class ClientTrouble {
    private static final Logger log = LoggerFactory.getLogger(ClientTrouble.class);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoTime;
    private final Map<Kind, Minute> minutes = new EnumMap<>(Kind.class);

    /** @param nanoTime a steady clock, such as {@link System#nanoTime()} */
    public ClientTrouble(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What clients do wrong. */
    public enum Kind {
        NO_CREDENTIALS("a request without credentials"),
        TOKEN("a request with a token that is unknown, expired or revoked"),
        SIGNATURE("a request with a signature that does not count"),
        FORBIDDEN("a request with credentials that are not for it"),
        SLOW_BODY("a request whose body ended early or came too slowly"),
        NO_ROOM("a request whose body found no room in max-buffers"),
        NO_TLS("a connection without TLS"),
        NO_CERTIFICATE("a connection of a client that shows no certificate of tls-client-authorities"),
        CERTIFICATE("a connection of a client whose certificate is not of tls-client-authorities, or not valid"),
        NOT_TRUSTED("a connection of a client that does not trust this server's certificate"),
        NO_COMMON_TLS("a connection of a client that can do neither TLS 1.2 nor 1.3 with this certificate"),
        HANDSHAKE("a connection whose client broke off the TLS handshake, as who does not trust the certificate does"),
        TOO_MANY("a connection beyond max-connections-per-address");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private static final class Minute {
        final long since;
        int more;

        @Nullable
        SocketAddress last;

        Minute(long since) {
            this.since = since;
        }
    }

    public synchronized void happened(Kind kind, @Nullable SocketAddress client) {
        report();
        Minute minute = minutes.get(kind);
        if (minute == null) {
            minutes.put(kind, new Minute(nanoTime.getAsLong()));
            log.warn("Refused {}, from {}", kind.text, address(client));
        } else {
            minute.more++;
            minute.last = client;
        }
    }

    /** Tells what has gathered; to be called every second or so. */
    public synchronized void report() {
        long now = nanoTime.getAsLong();
        minutes.entrySet().removeIf(entry -> now - entry.getValue().since >= MINUTE && entry.getValue().more == 0);
        minutes.replaceAll((kind, minute) -> {
            if (now - minute.since < MINUTE) {
                return minute;
            }
            log.warn("Refused {}, {} more in a minute, the last from {}", kind.text, minute.more, address(minute.last));
            return new Minute(now);
        });
    }

    private static String address(@Nullable SocketAddress client) {
        InetAddress address = client instanceof InetSocketAddress socket ? socket.getAddress() : null;
        return address == null ? "an unknown address" : address.getHostAddress();
    }
}
