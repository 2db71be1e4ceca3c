package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.JsonErrorHandler;
import dev.functiongraph.async.server.http.request.BufferLimit;
import dev.functiongraph.async.server.http.request.TransferTime;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JerseyHandlerTest {
    private final Server server = new Server(0);
    private RawConnection connection;

    @BeforeEach
    void start() throws Exception {
        ResourceConfig operations = new ResourceConfig().registerInstances(new Operations());
        ErrorWriter errors = new ErrorWriter(new ObjectMapper());
        server.setErrorHandler(new JsonErrorHandler(errors, UUID::randomUUID));
        server.setHandler(new ResponseHandler(
                new BufferLimit(1 << 20),
                new TransferTime(Duration.ofMinutes(1), 1),
                errors,
                new JerseyHandler(operations, errors)));
        server.start();
        connection = new RawConnection(((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    @AfterEach
    void stop() throws Exception {
        connection.close();
        server.stop();
    }

    @Test
    void anOperationGetsWhatTheRequestSaysAndItsAnswerHasAllItsHeaders() throws Exception {
        send("/names/a%20b?more=%7B%22c");

        assertThat(connection.answer())
                .startsWith("HTTP/1.1 200 ")
                .containsOnlyOnce("A: 1\r\n")
                .containsOnlyOnce("A: 2\r\n")
                .endsWith("\r\n\r\na b{\"c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/failing", "/failing-later"})
    void whatNoMapperOfExceptionsTakesIsAnsweredOnceWithTheContractsError(String path) throws Exception {
        send(path);
        connection.endOutput();

        assertThat(connection.rest())
                .startsWith("HTTP/1.1 500 ")
                .containsOnlyOnce("HTTP/1.1")
                .endsWith("{\"error_code\":\"FSS.0500\",\"error_msg\":\"internal error\"}");
    }

    @Test
    void theHeadOfAnAnswerIsTheSameWithoutItsBodyAndAnAnswerWithoutOneHasALength() throws Exception {
        connection.send("HEAD /sized HTTP/1.1\r\nHost: x\r\nEmpty:\r\n\r\n");
        assertThat(connection.head()).startsWith("HTTP/1.1 200 ").containsOnlyOnce("Content-Length: 3\r\n");

        send("/sized");
        assertThat(connection.answer())
                .containsOnlyOnce("Content-Length: 3\r\n")
                .endsWith("\r\n\r\nabc");

        send("/empty");
        assertThat(connection.answer()).containsOnlyOnce("Content-Length: 0\r\n");
    }

    @Test
    void aQueryThatIsNoPartOfAUriIsReadAllTheSame() throws Exception {
        send("/names/a?more={|}");

        assertThat(connection.answer()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\na{|}");
    }

    private void send(String target) throws Exception {
        connection.send("GET " + target + " HTTP/1.1\r\nHost: my_server\r\n\r\n");
    }

    @Path("/")
    public static final class Operations {
        @GET
        @Path("names/{name}")
        public Response name(@PathParam("name") String name, @QueryParam("more") String more) {
            return Response.ok(name + more).header("A", 1).header("A", 2).build();
        }

        @GET
        @Path("sized")
        public Response sized() {
            return Response.ok("abc").header("Content-Length", 3).build();
        }

        @GET
        @Path("empty")
        public Response empty() {
            return Response.ok().build();
        }

        @GET
        @Path("failing")
        public Response failing() {
            throw new IllegalStateException("no luck today");
        }

        @GET
        @Path("failing-later")
        public CompletionStage<Response> failingLater() {
            return CompletableFuture.supplyAsync(this::failing);
        }
    }
}
