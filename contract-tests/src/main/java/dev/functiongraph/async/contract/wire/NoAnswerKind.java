package dev.functiongraph.async.contract.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;

/** The kinds of a missing answer. */
public enum NoAnswerKind {
    /** It did not come, or not to its end, within the time limit. */
    SILENT,
    /** The connection was ended or reset instead. */
    CLOSED,
    /** Something else came than a whole HTTP/1.1 answer. */
    UNREADABLE;

    /** The kind of a failure to send or read. */
    public static NoAnswerKind of(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return SILENT;
        }
        return e instanceof UnreadableException ? UNREADABLE : CLOSED;
    }
}
