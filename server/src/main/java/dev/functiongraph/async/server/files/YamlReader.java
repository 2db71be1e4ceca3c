package dev.functiongraph.async.server.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import com.networknt.schema.utils.JsonNodes;
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
     * @throws InvalidYamlException with the line of the first problem
     */
    public static JsonNode read(String text) throws InvalidYamlException {
        YamlCheck.check(text);
        try {
            JsonNode root = JsonNodes.readTree(YAML, text, LocationJsonNodeFactoryFactory.getInstance());
            return root.isTextual() && root.textValue().isEmpty() ? MissingNode.getInstance() : root;
        } catch (RuntimeException e) {
            throw new InvalidYamlException(1, "a value of it is too large, or nested too deep");
        }
    }

    /** The line of a value that this class has read. */
    public static int line(JsonNode value) {
        return JsonNodes.tokenStreamLocationOf(value).getLineNr();
    }
}
