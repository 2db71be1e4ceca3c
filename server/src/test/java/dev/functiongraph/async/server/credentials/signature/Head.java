package dev.functiongraph.async.server.credentials.signature;

import java.util.List;

/** A request's head for tests, with headers as lines. */
record Head(String method, String path, String query, List<String> lines) implements RequestHead {
    @Override
    public List<String> headers(String name) {
        return lines.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }
}
