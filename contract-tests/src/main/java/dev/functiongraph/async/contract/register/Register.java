package dev.functiongraph.async.contract.register;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one version of the contract requires. A released version's set never changes: what is demanded later belongs to a
 * later version, so that nobody fails by yesterday's contract because this kit grew. Immutable.
 */
public final class Register {
    private static final String CURRENT = "1.2.0";
    private static final JsonMapper YAML = JsonMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private final String contract;
    private final Map<String, Requirement> requirements;

    private Register(Document document) {
        this.contract = document.contract();
        this.requirements = new LinkedHashMap<>();
        document.requirements().forEach(this::add);
    }

    private record Document(String contract, List<Requirement> requirements) {}

    private void add(Requirement requirement) {
        if (requirements.put(requirement.id(), requirement) != null) {
            throw new IllegalArgumentException("the requirement " + requirement.id() + " stands twice");
        }
    }

    /** What the newest version of the contract that this kit knows requires. */
    public static Register current() {
        return ofVersion(CURRENT);
    }

    private static Register ofVersion(String version) {
        try (InputStream in = Register.class.getResourceAsStream("/requirements/" + version + ".yaml")) {
            JsonNode document = YAML.readTree(in);
            return new Register(YAML.treeToValue(document, Document.class));
        } catch (IOException e) {
            throw new UncheckedIOException("the register of requirements cannot be read", e);
        }
    }

    /** The version of the contract. */
    public String contract() {
        return contract;
    }

    /** In the order of the register. */
    public List<Requirement> all() {
        return List.copyOf(requirements.values());
    }

    /** What is required of one side, in the order of the register. */
    public List<Requirement> of(Side side) {
        return requirements.values().stream()
                .filter(requirement -> requirement.side() == side)
                .toList();
    }

    public Optional<Requirement> find(String id) {
        return Optional.ofNullable(requirements.get(id));
    }
}
