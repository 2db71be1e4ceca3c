package dev.functiongraph.async.server.local;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.server.text.TerminalText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The event of a command line, from an option, a file or the standard input, checked to be JSON. */
final class EventText {
    static final String NONE = "{}";

    private static final String STANDARD_INPUT = "-";
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private EventText() {}

    /** @param file a file's name, or a hyphen for the standard input */
    static String of(@Nullable String file, @Nullable String data, InputStream in) throws CommandProblem {
        if (file == null) {
            return data == null ? NONE : checked(data, "--data");
        }
        return file.equals(STANDARD_INPUT)
                ? checked(read(in), "the standard input")
                : checked(read(file), "the event in " + TerminalText.line(file));
    }

    private static String read(InputStream in) throws CommandProblem {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandProblem("the standard input cannot be read");
        }
    }

    private static String read(String file) throws CommandProblem {
        String name = "the event's file " + TerminalText.line(file);
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new CommandProblem(name + " does not exist");
        } catch (CharacterCodingException e) {
            throw new CommandProblem(name + " is not UTF-8");
        } catch (IOException | InvalidPathException e) {
            throw new CommandProblem(name + " cannot be read");
        }
    }

    private static String checked(String text, String name) throws CommandProblem {
        try {
            if (JSON.readTree(text).isMissingNode()) {
                throw new CommandProblem(name + " is empty; leave it out for an event without anything in it");
            }
            return text.strip();
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new CommandProblem(name + " is not JSON"
                    + (place == null ? "" : ": line " + place.getLineNr() + ", column " + place.getColumnNr()));
        }
    }
}
