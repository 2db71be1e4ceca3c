package dev.functiongraph.async.contract.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.functiongraph.async.contract.register.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The failures that are known, each with its reason. Their checks run, and must fail. Immutable.
 *
 * @param reasons by the requirement's id
 */
public record KnownFailures(Map<String, String> reasons) {
    public static final KnownFailures NONE = new KnownFailures(Map.of());

    private static final String NO_MAP = "the file of known failures is not a YAML map of requirement to reason";
    private static final JsonMapper YAML = JsonMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private static final TypeReference<Map<String, String>> REASONS = new TypeReference<>() {};

    public KnownFailures {
        reasons = Map.copyOf(reasons);
    }

    /**
     * Reads a YAML file of lines {@code requirement: reason}; an empty one names none.
     *
     * @throws CouldNotRunException if it cannot be read, a reason is missing, or an id is of no requirement
     */
    public static KnownFailures read(Path file, List<Requirement> requirements) throws CouldNotRunException {
        try {
            JsonNode read = YAML.readTree(Files.readString(file));
            return read.isMissingNode() || read.isNull()
                    ? NONE
                    : checked(YAML.readerFor(REASONS).readValue(read), requirements);
        } catch (JsonMappingException e) {
            throw new CouldNotRunException(NO_MAP);
        } catch (JsonProcessingException e) {
            throw new CouldNotRunException(NO_MAP + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new CouldNotRunException("the file of known failures cannot be read: " + file);
        }
    }

    private static KnownFailures checked(Map<String, String> reasons, List<Requirement> requirements)
            throws CouldNotRunException {
        for (Map.Entry<String, String> entry : reasons.entrySet()) {
            if (requirements.stream().noneMatch(requirement -> requirement.id().equals(entry.getKey()))) {
                throw new CouldNotRunException("known failures: there is no requirement " + entry.getKey());
            }
            if (entry.getValue() == null || entry.getValue().isBlank()) {
                throw new CouldNotRunException("known failures: " + entry.getKey() + " has no reason");
            }
        }
        return new KnownFailures(reasons);
    }

    Optional<String> reason(Requirement requirement) {
        return Optional.ofNullable(reasons.get(requirement.id()));
    }
}
