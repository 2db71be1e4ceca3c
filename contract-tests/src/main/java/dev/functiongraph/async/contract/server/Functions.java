package dev.functiongraph.async.contract.server;

/**
 * The functions of the server under test. URNs are full, with a version.
 *
 * @param project of all of them
 * @param enabled accepts events
 * @param disabled exists, and is disabled
 * @param absent is not known to the server
 */
public record Functions(String project, String enabled, String disabled, String absent) {
    /** The functions of this project's server when it is started with its demo catalog. */
    public static final Functions DEMO = ofProject("7aad83af3e8d42e99ac194e8419e2c9b");

    /** The demo catalog's, in another project. */
    public static Functions ofProject(String project) {
        return new Functions(project, urn(project, "test"), urn(project, "disabled"), urn(project, "absent"));
    }

    private static String urn(String project, String name) {
        return "urn:fss:xxxxxxxxxxx:" + project + ":function:default:" + name + ":latest";
    }
}
