package dev.functiongraph.async.server.files;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.utils.JsonNodes;
import java.util.Comparator;

/** A mistake in a file, with its place. Mistakes are in the order of the file. */
public record FileProblem(int line, int column, String text) implements Comparable<FileProblem> {
    private static final Comparator<FileProblem> ORDER = Comparator.comparingInt(FileProblem::line)
            .thenComparingInt(FileProblem::column)
            .thenComparing(FileProblem::text);

    /** @param value that {@link YamlReader} has read */
    public static FileProblem at(JsonNode value, String text) {
        JsonLocation place = JsonNodes.tokenStreamLocationOf(value);
        return new FileProblem(place.getLineNr(), place.getColumnNr(), text);
    }

    public boolean isAtThePlaceOf(FileProblem other) {
        return line == other.line && column == other.column;
    }

    @Override
    public int compareTo(FileProblem other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "line " + line + ": " + text;
    }
}
