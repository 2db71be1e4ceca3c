package dev.functiongraph.async.contract.server;

/**
 * What the server under test has. URNs are full, with a version.
 *
 * @param project of all of them
 * @param enabled accepts events, and nobody else calls it while the checks run
 * @param disabled exists, and is disabled
 * @param absent is not known to the server
 */
public record Functions(String project, String enabled, String disabled, String absent) {
    private static final String PROJECT = "7aad83af3e8d42e99ac194e8419e2c9b";

    /** What a server of this project has when it is started with its demo catalog. */
    public static final Functions DEMO = new Functions(PROJECT, urn("test"), urn("disabled"), urn("absent"));

    private static String urn(String name) {
        return "urn:fss:xxxxxxxxxxx:" + PROJECT + ":function:default:" + name + ":latest";
    }
}
