package dev.functiongraph.async.server;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.MalformedUrnException;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.local.Template;
import dev.functiongraph.async.server.text.NearestName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/** The parsers of the command line's arguments. Their messages repeat the argument, and name what is expected. */
final class ArgumentParser {
    private ArgumentParser() {}

    static FunctionUrn functionUrn(String text) {
        try {
            return FunctionUrn.parse(text);
        } catch (MalformedUrnException e) {
            throw refused(text, "is not a full URN: " + e.getMessage());
        }
    }

    /** In full: {@link UUID#fromString} takes fewer digits too. */
    static UUID requestId(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // As if it had too few digits.
        }
        throw refused(text, "is not a request id such as a3fa4da7-683b-4c47-a697-dea539337652");
    }

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw refused(text, "is not the name of a file");
        }
    }

    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw refused(text, "is not a whole number, or too large");
        }
    }

    static InvocationStatus status(String text) {
        List<String> names =
                Arrays.stream(InvocationStatus.values()).map(Enum::name).toList();
        if (!names.contains(text)) {
            throw refused(text, "is not a status: " + String.join(", ", names) + NearestName.hint(text, names));
        }
        return InvocationStatus.valueOf(text);
    }

    static Template template(String text) {
        List<String> names = Stream.of(Template.values()).map(Template::type).toList();
        if (!names.contains(text)) {
            throw refused(text, "is not a runtime: " + String.join(", ", names) + NearestName.hint(text, names));
        }
        return Template.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static TypeConversionException refused(String text, String reason) {
        return new TypeConversionException("'" + text + "' " + reason);
    }
}
