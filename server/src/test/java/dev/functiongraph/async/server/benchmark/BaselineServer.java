package dev.functiongraph.async.server.benchmark;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.jetty.JettyHttpContainer;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/**
 * What Jersey itself costs: a resource in Jetty that parses the event and answers the contract's 202, with nothing
 * behind it. Jersey's features are switched off as in the server.
 */
public final class BaselineServer {
    private BaselineServer() {}

    public static void main(String[] arguments) throws Exception {
        Server jetty = new Server();
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        jetty.setHandler(ContainerFactory.createContainer(JettyHttpContainer.class, jersey()));
        jetty.start();
        System.out.println("Listening on http://127.0.0.1:" + connector.getLocalPort());
        jetty.join();
    }

    private static ResourceConfig jersey() {
        return new ResourceConfig()
                .registerInstances(new Resource(), new BaselineJson())
                .property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                .property(ServerProperties.MOXY_JSON_FEATURE_DISABLE, true)
                .property(ServerProperties.JSON_PROCESSING_FEATURE_DISABLE, true)
                .property(ServerProperties.BV_FEATURE_DISABLE, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true);
    }

    /** The contract's operation. */
    @Path("/v2/{project_id}/fgs/functions/{function_urn}/invocations-async")
    public static final class Resource {
        @POST
        @Consumes(MediaType.APPLICATION_JSON)
        @Produces(MediaType.APPLICATION_JSON)
        public Response accept(
                @PathParam("project_id") String projectId,
                @PathParam("function_urn") String functionUrn,
                Map<String, String> event) {
            String requestId = UUID.randomUUID().toString();
            return Response.accepted(Map.of("request_id", requestId))
                    .header("X-Request-Id", requestId)
                    .build();
        }
    }
}
