package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.RefusedException;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.Principal;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.internal.ContainerUtils;
import org.glassfish.jersey.server.spi.Container;
import org.jspecify.annotations.Nullable;

/**
 * Jersey as the last handler of a request. Jersey's own container for Jetty does more than is needed here: it makes the
 * server's address from each request, injects Jetty's request and response, and has them disposed of again; without
 * that, accepting an event costs 6 % less.
 */
final class JerseyHandler extends Handler.Abstract implements Container {
    /** No answer contains it. The host that a client names may be legal, but not to java.net.URI: my_server. */
    private static final String ADDRESS = "http://localhost";

    private static final URI BASE = URI.create(ADDRESS + "/");
    private static final SecurityContext NOBODY = new Nobody();

    private final ApplicationHandler jersey;
    private final ErrorWriter errors;

    JerseyHandler(ResourceConfig config, ErrorWriter errors) {
        this.jersey = new ApplicationHandler(config);
        this.errors = errors;
    }

    /** @param response takes everything at once, whatever its client reads */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!isRunning()) {
            // Jersey would never answer it.
            callback.failed(new QuietException.Exception("the server stops"));
            return true;
        }
        URI uri;
        try {
            uri = uri(request.getHttpURI());
        } catch (URISyntaxException e) {
            errors.write(response, callback, new RefusedException(ErrorStatus.BAD_REQUEST));
            return true;
        }
        ContainerRequest forJersey = new ContainerRequest(
                BASE, uri, request.getMethod(), NOBODY, new MapPropertiesDelegate(), jersey.getConfiguration());
        for (HttpField header : request.getHeaders()) {
            String value = header.getValue();
            forJersey.getHeaders().add(header.getName(), value == null ? "" : value);
        }
        forJersey.setEntityStream(Request.asInputStream(request));
        forJersey.setWriter(new JerseyResponse(request, response, callback));
        jersey.handle(forJersey);
        return true;
    }

    private static URI uri(HttpURI uri) throws URISyntaxException {
        String query = uri.getQuery();
        return new URI(
                ADDRESS + uri.getPath() + (query == null ? "" : "?" + ContainerUtils.encodeUnsafeCharacters(query)));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        jersey.onStartup(this);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        jersey.onShutdown(this);
    }

    @Override
    public ResourceConfig getConfiguration() {
        return jersey.getConfiguration();
    }

    @Override
    public ApplicationHandler getApplicationHandler() {
        return jersey;
    }

    @Override
    public void reload() {
        throw new UnsupportedOperationException("the operations do not change");
    }

    @Override
    public void reload(ResourceConfig configuration) {
        reload();
    }

    /** The caller, as far as Jersey is concerned: who it may be has been checked before. */
    private static final class Nobody implements SecurityContext {
        @Override
        public @Nullable Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
            return null;
        }
    }
}
