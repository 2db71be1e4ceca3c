package dev.functiongraph.async.server.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import com.networknt.schema.utils.JsonNodes;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;

/** A reader of the YAML that {@link YamlCheck} accepts. Thread-safe. */
public final class YamlReader {
    static final LoaderOptions OPTIONS = new LoaderOptions();

    static {
        OPTIONS.setCodePointLimit(TextFile.MAX_BYTES);
    }

    private static final YAMLMapper YAML =
            new YAMLMapper(YAMLFactory.builder().loaderOptions(OPTIONS).build());

    private YamlReader() {}

    /**
     * @return the document, each of its values with its line; a missing node if there is none
     * @throws InvalidYamlException with all problems
     */
    public static JsonNode read(String text) throws InvalidYamlException {
        List<FileProblem> problems = new ArrayList<>();
        JsonNode root = read(text, problems);
        if (!problems.isEmpty()) {
            throw new InvalidYamlException(problems);
        }
        return root;
    }

    /**
     * Reads a document as far as it can be read.
     *
     * @param problems takes what {@link YamlCheck} does not accept
     * @throws InvalidYamlException if it cannot be read at all, with all problems
     */
    public static JsonNode read(String text, List<FileProblem> problems) throws InvalidYamlException {
        problems.addAll(YamlCheck.problems(text));
        try {
            JsonNode root = JsonNodes.readTree(YAML, text, LocationJsonNodeFactoryFactory.getInstance());
            return root.isTextual() && root.textValue().isEmpty() ? MissingNode.getInstance() : root;
        } catch (RuntimeException e) {
            throw problems.isEmpty()
                    ? new InvalidYamlException(1, "a value of it is too large, or nested too deep")
                    : new InvalidYamlException(problems);
        }
    }

    /** The line of a value that this class has read. */
    public static int line(JsonNode value) {
        return JsonNodes.tokenStreamLocationOf(value).getLineNr();
    }
}
