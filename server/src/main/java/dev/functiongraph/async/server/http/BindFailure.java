package dev.functiongraph.async.server.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;

/** The reason why an address cannot be bound. */
final class BindFailure {
    private BindFailure() {}

    static String text(String host, int port, IOException failure) {
        String address = "cannot listen on " + host + ":" + port + ": ";
        try {
            InetAddress resolved = InetAddress.getByName(host);
            if (!resolved.isAnyLocalAddress() && NetworkInterface.getByInetAddress(resolved) == null) {
                return address + host + " is not an address of this machine";
            }
        } catch (UnknownHostException e) {
            return address + "the host " + host + " is unknown";
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage()).contains("denied")
                ? address + "this user may not use the port; choose one from 1024 on"
                : address + "the port is taken; stop the program that uses it, or choose another with --port";
    }
}
