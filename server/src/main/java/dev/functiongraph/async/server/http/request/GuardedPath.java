package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.credentials.Grant;
import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.RefusedException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/**
 * A request to what is not open to all: a project's functions, or what is for operators, as the metrics are.
 *
 * @param project empty where it is not the project that counts, but that the caller is an operator
 */
record GuardedPath(Optional<String> project, boolean onlyReads) {
    /** @return empty if the path is open to all */
    static Optional<GuardedPath> of(Request request, Audience audience) {
        String path = request.getHttpURI().getDecodedPath();
        Optional<String> project = ContractPath.project(path);
        return project.isPresent() || ContractPath.isMetrics(path)
                ? Optional.of(new GuardedPath(
                        project.filter(any -> audience == Audience.CALLERS), isReading(request.getMethod())))
                : Optional.empty();
    }

    private static boolean isReading(String method) {
        return HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method);
    }

    /** @throws RefusedException if the credentials are good, but not for this */
    void requireAllowed(Grant grant) {
        if (project.isEmpty() != grant.role().isOperator()) {
            throw forbidden(
                    project.isEmpty()
                            ? "the credentials are not an operator's"
                            : "the credentials are an operator's, not the project's");
        }
        if (project.isPresent() && !grant.projects().contains(project.get())) {
            throw forbidden("the credentials belong to another project");
        }
        if (!onlyReads && !grant.role().mayChange()) {
            throw forbidden("the credentials may only read");
        }
    }

    private static RefusedException forbidden(String message) {
        return new RefusedException(ErrorStatus.FORBIDDEN, message);
    }
}
