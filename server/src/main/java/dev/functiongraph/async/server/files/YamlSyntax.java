package dev.functiongraph.async.server.files;

import java.util.List;
import org.yaml.snakeyaml.error.Mark;

/** The sentence for a text that is not YAML, by what stands where its parser stopped. */
final class YamlSyntax {
    private YamlSyntax() {}

    /** @param where null if the parser does not say */
    static InvalidYamlException problem(String text, Mark where) {
        if (where == null) {
            return new InvalidYamlException(1, "not valid YAML");
        }
        List<String> lines = text.lines().toList();
        int line = where.getLine();
        if (lines.stream().limit(line).anyMatch(earlier -> earlier.startsWith("..."))) {
            return new InvalidYamlException(line + 1, "text after the end of the document (...)");
        }
        return new InvalidYamlException(line + 1, at(lines, line, where.getColumn()));
    }

    private static String at(List<String> lines, int line, int column) {
        if (line >= lines.size()
                || line == lines.size() - 1
                        && column >= lines.get(line).stripTrailing().length()) {
            return "the text ends too early: is a bracket or a quotation mark not closed?";
        }
        if (column < lines.get(line).length() && lines.get(line).charAt(column) == '\t') {
            return "a tab cannot be used for indentation";
        }
        return "not valid YAML at column " + (column + 1);
    }
}
