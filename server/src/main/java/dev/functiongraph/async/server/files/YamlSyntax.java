package dev.functiongraph.async.server.files;

import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** The sentence for a text that is not YAML, by where its parser stopped and why. */
final class YamlSyntax {
    private final List<String> lines;
    private final MarkedYAMLException failure;
    private final int line;
    private final int column;

    private YamlSyntax(String text, MarkedYAMLException failure) {
        this.lines = text.lines().toList();
        this.failure = failure;
        this.line = failure.getProblemMark().getLine();
        this.column = failure.getProblemMark().getColumn();
    }

    static FileProblem problem(String text, MarkedYAMLException failure) {
        if (failure.getProblemMark() == null) {
            return new FileProblem(1, 1, "not valid YAML");
        }
        return new YamlSyntax(text, failure).problem();
    }

    private FileProblem problem() {
        Mark start = failure.getContextMark();
        if (says("could not find expected ':'") && start != null) {
            return new FileProblem(start.getLine() + 1, 1, "a ':' is missing");
        }
        return new FileProblem(line + 1, column + 1, sentence());
    }

    private String sentence() {
        if (lines.stream().limit(line).anyMatch(earlier -> earlier.startsWith("..."))) {
            return "text after the end of the document (...)";
        }
        if (line >= lines.size() || (line == lines.size() - 1 && rest().isBlank())) {
            return "the text ends too early: is a bracket or a quotation mark not closed?";
        }
        if (rest().startsWith("\t")) {
            return before().isBlank() ? "a tab cannot be used for indentation" : "a tab cannot stand here";
        }
        if (says("expected <block end>") || says("expected '<document start>'")) {
            return "the indentation of this line does not fit the lines above";
        }
        if (says("mapping values are not allowed")) {
            return before().contains(": ")
                    ? "a value that contains ': ' must be in quotation marks"
                    : "the indentation of this line does not fit the lines above, or one of those lacks a blank after"
                            + " its '-' or ':'";
        }
        if (says("cannot start any token") && !rest().isEmpty()) {
            return "a value that begins with " + rest().charAt(0) + " must be in quotation marks";
        }
        if (says("expected ',' or ")) {
            return "a comma or a bracket is missing at column " + (column + 1);
        }
        return "not valid YAML at column " + (column + 1);
    }

    private boolean says(String words) {
        return failure.getProblem() != null && failure.getProblem().contains(words);
    }

    private String before() {
        return lines.get(line).substring(0, Math.min(column, lines.get(line).length()));
    }

    private String rest() {
        String all = lines.get(line);
        return column < all.length() ? all.substring(column) : "";
    }
}
