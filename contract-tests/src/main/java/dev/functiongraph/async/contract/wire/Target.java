package dev.functiongraph.async.contract.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The address of the server.
 *
 * @param base http or https, with a host; a path in it precedes every path of the contract
 * @param timeout of connecting, and of each answer from when it is waited for to its end
 */
public record Target(URI base, Duration timeout) {

    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException if the base is no URL of a server, or the timeout is less than a millisecond */
    public Target {
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("a time limit must be at least 1 ms: " + timeout);
        }
        if (base.getScheme() == null || !base.getScheme().matches("(?i)https?")) {
            throw new IllegalArgumentException("not a URL that begins with http:// or https://");
        }
        if (base.getHost() == null) {
            throw new IllegalArgumentException("no host, or an invalid host name, such as one with an underscore");
        }
        base = URI.create(base.getScheme().toLowerCase(Locale.ROOT)
                + base.toString().substring(base.getScheme().length()));
        if (base.getRawQuery() != null || base.getRawFragment() != null || base.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a base URL must have no query, fragment or user");
        }
        if (base.getPort() == 0 || base.getPort() > MAX_PORT) {
            throw new IllegalArgumentException("a port must be a number from 1 to " + MAX_PORT + ": " + base);
        }
    }

    private static boolean isSecure(URI base) {
        return "https".equals(base.getScheme());
    }

    /** The value of the header Host. */
    public String host() {
        return base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort();
    }

    public int port() {
        return base.getPort() >= 0 ? base.getPort() : isSecure(base) ? 443 : 80;
    }

    /** The prefix of the contract's paths; empty, or a path without a slash at its end. */
    public String prefix() {
        return base.getRawPath().replaceFirst("/+$", "");
    }

    /** A new connection. */
    public Wire connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(base.getHost().replaceAll("[\\[\\]]", ""), port()), millis());
            socket.setSoTimeout(millis());
            socket.setTcpNoDelay(true);
            return new Wire(isSecure(base) ? secured(socket) : socket, socket, timeout);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket secured(Socket socket) throws IOException {
        SSLSocket secured = (SSLSocket)
                ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, base.getHost(), port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private int millis() {
        return (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
    }
}
