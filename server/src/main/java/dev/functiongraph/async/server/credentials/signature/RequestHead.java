package dev.functiongraph.async.server.credentials.signature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a signature covers of a request, but for its body. */
public interface RequestHead {
    String method();

    /** As it was sent, with its escapes. */
    String path();

    /** As it was sent, with its escapes; null if there is none. */
    @Nullable
    String query();

    /** The values of all headers of a name, without blanks around them. The case of names does not count. */
    List<String> headers(String name);
}
