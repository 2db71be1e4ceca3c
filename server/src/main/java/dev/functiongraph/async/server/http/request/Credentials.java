package dev.functiongraph.async.server.http.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/** The tokens that a server accepts, each of one project. Immutable; prints none of them. */
public final class Credentials {
    private final Map<String, String> projectByToken;

    /** @param projectByToken from {@code X-Auth-Token} to {@code project_id}; empty: no credentials are required */
    public Credentials(Map<String, String> projectByToken) {
        this.projectByToken = Map.copyOf(projectByToken);
    }

    public boolean areRequired() {
        return !projectByToken.isEmpty();
    }

    /** @param token null is no token */
    Optional<String> project(String token) {
        if (token == null) {
            return Optional.empty();
        }
        byte[] sent = token.getBytes(StandardCharsets.UTF_8);
        String project = null;
        // All are compared, each in constant time: how long it takes says nothing about a token.
        for (Map.Entry<String, String> known : projectByToken.entrySet()) {
            if (MessageDigest.isEqual(known.getKey().getBytes(StandardCharsets.UTF_8), sent)) {
                project = known.getValue();
            }
        }
        return Optional.ofNullable(project);
    }

    @Override
    public String toString() {
        return "Credentials[" + projectByToken.size() + " tokens]";
    }
}
