package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.http.error.ClientTrouble;
import dev.functiongraph.async.server.http.error.ClientTrouble.Kind;
import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.RefusedException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The answers to credentials that do not count: whoever sends such ones again and again gets them later and later. Good
 * credentials of the same address are never delayed. No thread waits meanwhile, and no request body is kept.
 */
final class LateRefusals {
    private static final int MAX_WAITING = 1_000;
    /** Of an address of IPv6: one customer has all those that begin alike. */
    private static final int NETWORK_BYTES = 8;

    private final FailureCounts failures;
    private final LateAnswers waiting = new LateAnswers(MAX_WAITING);
    private final ClientTrouble trouble;
    private final ErrorWriter errors;

    /** @param max how late an answer is at most */
    LateRefusals(Duration max, ClientTrouble trouble, ErrorWriter errors) {
        this.trouble = trouble;
        this.failures = new FailureCounts(max, System::nanoTime);
        this.errors = errors;
    }

    /** Answers, now or later. */
    void answer(Request request, Response response, Callback callback, RefusedException refusal) {
        trouble.happened(kind(refusal), request.getConnectionMetaData().getRemoteSocketAddress());
        long millis = refusal instanceof InvalidCredentialsRefusal invalid ? delay(request, invalid) : 0;
        if (millis == 0) {
            errors.write(response, callback, refusal);
            return;
        }
        if (request instanceof BufferedRequest buffered) {
            buffered.releaseBody();
        }
        // It is not the client that is late.
        request.addIdleTimeoutListener(idle -> false);
        waiting.add(
                () -> errors.write(response, callback, refusal),
                millis,
                request.getComponents().getScheduler());
    }

    private static Kind kind(RefusedException refusal) {
        if (refusal instanceof InvalidCredentialsRefusal invalid) {
            return invalid.kind();
        }
        return refusal.status() == ErrorStatus.FORBIDDEN ? Kind.FORBIDDEN : Kind.NO_CREDENTIALS;
    }

    private long delay(Request request, InvalidCredentialsRefusal refusal) {
        long ofAddress = failures.fail(network(request.getConnectionMetaData().getRemoteSocketAddress()));
        long ofKey = refusal.accessKey().map(key -> failures.fail("key " + key)).orElse(0L);
        return Math.max(ofAddress, ofKey);
    }

    private static Object network(SocketAddress client) {
        InetAddress address = client instanceof InetSocketAddress socket ? socket.getAddress() : null;
        return address instanceof Inet6Address
                ? ByteBuffer.wrap(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : String.valueOf(address);
    }
}
