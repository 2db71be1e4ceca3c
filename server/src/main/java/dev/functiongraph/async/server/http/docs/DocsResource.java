package dev.functiongraph.async.server.http.docs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** The contract, and a page that shows it and lets its operations be tried. Open to all, as the metrics are. */
@Path("/{path: openapi\\.(?:yaml|json)|docs(?:/.*)?}")
public final class DocsResource {
    private final DocsFiles files = new DocsFiles();
    private final Supplier<Optional<String>> exampleUrn;

    /** @param exampleUrn of a function that the page's examples are for; empty: the contract's own */
    public DocsResource(Supplier<Optional<String>> exampleUrn) {
        this.exampleUrn = exampleUrn;
    }

    @GET
    public Response file(@PathParam("path") String path, @Context Request request) {
        if (path.equals(DocsFiles.PAGE)) {
            return files.page(exampleUrn.get()).answer(request);
        }
        if (path.equals(DocsFiles.PAGE + "/")) {
            // The page's links are relative, for it may be served elsewhere: they are right at one of the two paths
            // only.
            return Response.status(Response.Status.PERMANENT_REDIRECT)
                    .location(URI.create("../" + DocsFiles.PAGE))
                    .build();
        }
        return files.find(path).orElseThrow(NotFoundException::new).answer(request);
    }
}
