package dev.functiongraph.async.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The value of the {@code User-Agent} header: this client and its version, and that of Java. */
final class UserAgent {

    static final String VALUE =
            "functiongraph-async-client/" + version() + " java/" + System.getProperty("java.version");

    private UserAgent() {}

    /** From a resource, because a manifest does not survive being packed into an application's one jar. */
    private static String version() {
        Properties properties = new Properties();
        try (InputStream resource = UserAgent.class.getResourceAsStream("version.properties")) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
