package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.config.HttpConfig;
import dev.functiongraph.async.server.config.WebOrigin;
import dev.functiongraph.async.server.credentials.CredentialsFile;
import dev.functiongraph.async.server.http.error.ClientTrouble;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Handler;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * The way of a request to its operation: through all checks, in their order, of which Jetty makes some and Jersey the
 * rest.
 */
public final class RequestPipeline {
    private final Map<RequestCheck, UnaryOperator<Handler>> handlers = new EnumMap<>(RequestCheck.class);

    /** @param credentials empty: none are required */
    public RequestPipeline(
            HttpConfig config,
            Audience audience,
            Optional<CredentialsFile> credentials,
            ClientTrouble trouble,
            BufferLimit buffers,
            ErrorWriter errors) {
        Set<WebOrigin> origins = Set.copyOf(config.allowedOrigins().orElse(List.of()));
        handlers.put(RequestCheck.ORIGIN, handler -> {
            Handler cors = origins.isEmpty() ? handler : new CorsHandler(origins, handler);
            return credentials.isPresent() ? cors : new BrowserHandler(ServerNames.of(config), origins, errors, cors);
        });
        handlers.put(RequestCheck.URI, handler -> new UriCheckHandler(errors, handler));
        credentials.ifPresent(file -> {
            LateRefusals late = new LateRefusals(config.maxRefusalDelay(), trouble, errors);
            handlers.put(
                    RequestCheck.CREDENTIALS, handler -> new CredentialsHandler(file, late, audience, errors, handler));
            handlers.put(
                    RequestCheck.SIGNATURE, handler -> new SignatureHandler(file, late, audience, errors, handler));
        });
        TransferTime time = new TransferTime(config.bodyTimeout(), config.minDataRate());
        handlers.put(RequestCheck.SIZE, handler -> new BodyHandler(buffers, time, trouble, errors, handler));
    }

    /** @return the first handler, which leads to the given one */
    public Handler inFrontOf(Handler last) {
        List<UnaryOperator<Handler>> checks = new ArrayList<>(handlers.values());
        Collections.reverse(checks);
        Handler first = last;
        for (UnaryOperator<Handler> check : checks) {
            first = check.apply(first);
        }
        return first;
    }

    /** Adds the checks that Jersey makes. */
    public static void register(HttpConfig config, ResourceConfig jersey) {
        jersey.register(new MediaTypeFilter(), RequestCheck.MEDIA_TYPE.priority())
                .register(new AcceptFilter(), RequestCheck.ACCEPT.priority())
                .register(new OtherPathFilter())
                .register(new QueryParameterFilter(), RequestCheck.SYNTAX.priority())
                .register(new EventReader(new EventParser(config.anyJsonEvents())))
                .register(new CancelRequestReader());
    }
}
