package dev.functiongraph.async.contract.server;

import java.io.IOException;
import java.net.SocketTimeoutException;

/** Says for people why there was no answer. */
final class Trouble {
    private Trouble() {}

    static String of(IOException e) {
        return e instanceof SocketTimeoutException
                ? "nothing came within the time limit"
                : "the connection failed: " + e.getMessage();
    }
}
