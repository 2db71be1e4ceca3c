package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionReference;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationRecords.Query;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The use case of looking invocations up. Thread-safe. */
final class FindInvocations {
    private final Supplier<FunctionCatalog> catalog;
    private final InvocationRecords records;

    FindInvocations(Supplier<FunctionCatalog> catalog, InvocationRecords records) {
        this.catalog = catalog;
        this.records = records;
    }

    /**
     * The function that a caller's reference leads to: one of the catalog, or, by its full name, one that was removed
     * from it and has records yet.
     */
    Optional<FunctionUrn> function(String projectId, FunctionReference reference) {
        if (!reference.projectId().equals(projectId)) {
            return Optional.empty();
        }
        return catalog.get()
                .resolve(reference)
                .map(FunctionDefinition::urn)
                .or(() -> reference.urn().filter(records::knows));
    }

    /** @return empty if the function has no such invocation */
    Optional<InvocationDetails> inspect(UUID requestId, FunctionUrn function) {
        return records.find(requestId)
                .filter(record -> record.function().equals(function))
                .map(record -> new InvocationDetails(
                        record,
                        records.event(requestId),
                        records.result(requestId),
                        records.attempts(requestId),
                        records.logs(requestId)));
    }

    /** @param query its function must be set */
    InvocationPage list(Query query, Optional<UUID> requestId) {
        if (requestId.isPresent()) {
            return new InvocationPage(
                    records.find(requestId.get()).filter(query::matches).stream()
                            .toList(),
                    0);
        }
        // One more than asked for tells whether there is a further page.
        List<InvocationRecord> found = records.list(query.withLimit(query.limit() + 1));
        if (found.size() <= query.limit()) {
            return new InvocationPage(found, 0);
        }
        List<InvocationRecord> page = found.subList(0, query.limit());
        return new InvocationPage(page, page.get(page.size() - 1).sequence());
    }
}
