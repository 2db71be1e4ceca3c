package dev.functiongraph.async.server.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.server.store.postgresql.CuttableProxy.Direction;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CuttableProxyTest {
    private ServerSocket listener;
    private CuttableProxy network;

    @BeforeEach
    void open() throws IOException {
        listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        network = new CuttableProxy(listener.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        network.close();
        listener.close();
    }

    @Test
    void whatIsSentArrivesInBothDirections() throws IOException {
        try (Socket client = connect();
                Socket server = listener.accept()) {
            send(client, 7);
            assertThat(receive(server)).isEqualTo(7);
            send(server, 8);
            assertThat(receive(client)).isEqualTo(8);
        }
    }

    @Test
    void whenItIsCutConnectionsBreakAndNewOnesTooUntilItIsHealed() throws IOException {
        try (Socket client = connect();
                Socket server = listener.accept()) {
            network.cut();
            assertThatThrownBy(() -> receive(client)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> receive(server)).isInstanceOf(IOException.class);
        }
        try (Socket client = connect()) {
            assertThatThrownBy(() -> receive(client)).isInstanceOf(IOException.class);
        } catch (SocketException e) {
            // Broken at once.
        }
        network.heal();
        whatIsSentArrivesInBothDirections();
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void whatIsHeldUpInOneDirectionArrivesWhenItIsHealed(Direction direction) throws IOException {
        try (Socket client = connect();
                Socket server = listener.accept()) {
            Socket from = direction == Direction.TO_SERVER ? client : server;
            Socket to = direction == Direction.TO_SERVER ? server : client;
            send(client, 1);
            assertThat(receive(server)).isEqualTo(1);
            network.stall(direction);
            send(from, 2);
            to.setSoTimeout(100);
            assertThatThrownBy(() -> receive(to)).isInstanceOf(SocketTimeoutException.class);
            send(to, 3);
            assertThat(receive(from)).isEqualTo(3);
            network.heal();
            to.setSoTimeout(10_000);
            assertThat(receive(to)).isEqualTo(2);
        }
    }

    @Test
    void aSlowNetworkDeliversLate() throws IOException {
        try (Socket client = connect();
                Socket server = listener.accept()) {
            network.slow(Duration.ofMillis(300));
            long sent = System.nanoTime();
            send(client, 4);
            assertThat(receive(server)).isEqualTo(4);
            assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThanOrEqualTo(Duration.ofMillis(299));
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), network.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, int number) throws IOException {
        new DataOutputStream(socket.getOutputStream()).writeInt(number);
    }

    private static int receive(Socket socket) throws IOException {
        if (socket.getSoTimeout() == 0) {
            socket.setSoTimeout(10_000);
        }
        return new DataInputStream(socket.getInputStream()).readInt();
    }
}
