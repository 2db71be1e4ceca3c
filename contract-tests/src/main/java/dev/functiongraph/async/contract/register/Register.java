package dev.functiongraph.async.contract.register;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
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
 * The requirements of one version of the contract. Those of a released version never change: what is required later
 * belongs to a later version, so that nobody fails by yesterday's contract because this kit grew. Immutable.
 */
public final class Register {
    private static final JsonMapper YAML = JsonMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();
    private static final Document DOCUMENT = read();

    private final String contract;
    private final Map<String, Requirement> requirements = new LinkedHashMap<>();

    private Register(String contract) {
        this.contract = contract;
        DOCUMENT.requirements().stream().filter(this::isRequired).forEach(this::add);
    }

    /** @param versions of the contract, the oldest first */
    private record Document(List<String> versions, List<Requirement> requirements) {

        /** @throws IllegalArgumentException if there is no such version */
        int position(String version) {
            if (!versions.contains(version)) {
                throw new IllegalArgumentException(
                        "there is no contract " + version + ", only " + String.join(", ", versions));
            }
            return versions.indexOf(version);
        }
    }

    private static Document read() {
        try (InputStream in = Register.class.getResourceAsStream("/requirements.yaml")) {
            return YAML.readValue(in, Document.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the register of requirements cannot be read", e);
        }
    }

    private boolean isRequired(Requirement requirement) {
        int version = DOCUMENT.position(contract);
        return DOCUMENT.position(requirement.since()) <= version
                && (requirement.until().isEmpty() || version <= DOCUMENT.position(requirement.until()));
    }

    private void add(Requirement requirement) {
        if (requirements.put(requirement.id(), requirement) != null) {
            throw new IllegalArgumentException("the requirement " + requirement.id() + " is there twice");
        }
    }

    /** The versions of the contract that this kit knows, the oldest first. */
    public static List<String> versions() {
        return DOCUMENT.versions();
    }

    /** The requirements of the newest version of the contract. */
    public static Register current() {
        return of(versions().get(versions().size() - 1));
    }

    /**
     * @throws IllegalArgumentException if there is no such version of the contract; the message names those that there
     *     are
     */
    public static Register of(String version) {
        return new Register(version);
    }

    /** The version of the contract. */
    public String contract() {
        return contract;
    }

    /** In the order of the register. */
    public List<Requirement> all() {
        return List.copyOf(requirements.values());
    }

    /** The requirements of one side, in the order of the register. */
    public List<Requirement> of(Side side) {
        return requirements.values().stream()
                .filter(requirement -> requirement.side() == side)
                .toList();
    }

    public Optional<Requirement> find(String id) {
        return Optional.ofNullable(requirements.get(id));
    }
}
