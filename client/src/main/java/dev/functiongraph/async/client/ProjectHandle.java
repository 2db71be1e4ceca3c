package dev.functiongraph.async.client;

/** A project of a client's; it leads to the project's functions. Immutable. */
public final class ProjectHandle {

    private final FunctionGraphAsyncClient client;
    private final String projectId;

    ProjectHandle(FunctionGraphAsyncClient client, String projectId) {
        this.client = client;
        this.projectId = Arguments.pathSegment("projectId", projectId);
    }

    /**
     * Returns a handle of a function; nothing is sent, and the function need not exist yet.
     *
     * @param urn the function's name, or its URN, full or in a short form
     */
    public FunctionHandle function(String urn) {
        return new FunctionHandle(client, projectId, urn);
    }

    /** Returns the project's id. */
    @Override
    public String toString() {
        return projectId;
    }
}
