package dev.functiongraph.async.server.config;

import java.util.regex.Pattern;

/** The URL of a database, which contains no password: programs print it, and other users of a machine see it. */
public record StoreUrl(String url) {
    private static final String PREFIX = "jdbc:postgresql:";
    private static final Pattern PASSWORD = Pattern.compile("(?i)[?&][^=&]*password=|^[^?]*//[^/?]*@");

    /** @throws IllegalArgumentException if it is not such a URL */
    public StoreUrl {
        if (PASSWORD.matcher(url).find()) {
            throw new IllegalArgumentException(
                    "a password in the URL could be seen by others; use store-user, and store-password-file or the"
                            + " environment's " + ConfigReader.variable("store-password"));
        }
        if (!url.startsWith(PREFIX)) {
            throw new IllegalArgumentException("'" + url.replaceAll("[?].*", "") + "' is not the URL of a PostgreSQL"
                    + " database, such as jdbc:postgresql://host1,host2/functiongraph");
        }
    }

    /** Hidden, with the parameters. */
    @Override
    public String toString() {
        return url.replaceAll("[?].*", "");
    }
}
