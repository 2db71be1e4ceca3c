package dev.functiongraph.async.server.credentials;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What credentials allow, and until when. Contains nothing secret.
 *
 * @param id by which commands name the credentials; of a key, the access key that its signatures name
 * @param projects empty for operators
 * @param replacedBy the id of those that were made to take their place
 */
public record Grant(
        String id,
        Role role,
        List<String> projects,
        Instant created,
        Optional<Instant> expires,
        Optional<String> replacedBy) {
    public Grant {
        projects = List.copyOf(projects);
    }

    public boolean isValidAt(Instant now) {
        return expires.isEmpty() || now.isBefore(expires.get());
    }

    /** The same for other credentials, and for as long a time from now on. */
    Grant renewed(String newId, Instant now) {
        Optional<Instant> end = expires.map(old -> now.plus(Duration.between(created, old)));
        return new Grant(newId, role, projects, now, end, Optional.empty());
    }

    /** @return with this end, unless it has an earlier one */
    Grant replaced(String newId, Instant end) {
        Optional<Instant> earlier = isValidAt(end) ? Optional.of(end) : expires;
        return new Grant(id, role, projects, created, earlier, Optional.of(newId));
    }
}
