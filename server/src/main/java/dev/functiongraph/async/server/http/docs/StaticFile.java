package dev.functiongraph.async.server.http.docs;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that is sent as it is, and only to those who do not have it yet. */
record StaticFile(byte[] content, String type, EntityTag tag) {
    /** All that the page needs: its own files, the pictures inside its style sheets, and requests to its own server. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static StaticFile of(byte[] content, String type) {
        return new StaticFile(content, type, new EntityTag(sha256(content)));
    }

    Response answer(Request request) {
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null
                ? Response.ok(content, type).header(HttpHeaders.CONTENT_LENGTH, content.length)
                : unchanged;
        return answer.tag(tag)
                // To be kept, but asked for again each time: after an update nobody sees half of the old page.
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
