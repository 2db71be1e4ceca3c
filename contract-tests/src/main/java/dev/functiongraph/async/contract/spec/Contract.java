package dev.functiongraph.async.contract.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** An OpenAPI 3.0 document, the single source of truth. Immutable, thread-safe. */
public final class Contract {
    // The name must end in .yaml: by it the validator knows how to read the document.
    private static final String NAME = "https://contract.invalid/openapi.yaml";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final JsonNode document;
    private final List<Operation> operations;
    private final SchemaRegistry schemas;
    private final Map<String, Schema> byPointer = new ConcurrentHashMap<>();

    private Contract(JsonNode document, String yaml) {
        this.document = document;
        this.operations = root().at("paths").children().entrySet().stream()
                .flatMap(path -> operations(path.getKey(), path.getValue()))
                .toList();
        this.schemas = SchemaRegistry.withDialect(
                Dialects.getOpenApi30(),
                registry -> registry.schemas(Map.of(NAME, yaml))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /** The repository's own {@code openapi.yaml}, which the build puts into the class path. */
    public static Contract fromClassPath() {
        try (InputStream yaml = Contract.class.getResourceAsStream("/openapi.yaml")) {
            return of(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if the text is not YAML, or refers to another document */
    public static Contract of(String yaml) {
        try {
            return new Contract(new YAMLMapper().readTree(yaml), yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the contract is not YAML: " + e.getOriginalMessage(), e);
        }
    }

    /** All operations, in the order of the document. */
    public List<Operation> operations() {
        return operations;
    }

    private static Stream<Operation> operations(String path, SpecNode item) {
        return item.children().entrySet().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .map(method -> new Operation(method.getKey(), path, item, method.getValue()));
    }

    /** @throws IllegalArgumentException if the document does not have it */
    public Operation operation(OperationId id) {
        return operations().stream()
                .filter(operation -> operation.id().equals(id.text()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the contract has no operation " + id.text()));
    }

    /**
     * The operation of a request, if the contract has it.
     *
     * @param method in capitals
     * @param rawPath percent-encoded, without a query
     */
    public Optional<Operation> operationAt(String method, String rawPath) {
        return operations().stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> operation.match(rawPath).isPresent())
                .findFirst();
    }

    /** The schema of this name under {@code components}. */
    public SpecNode schema(String name) {
        return root().at("components").at("schemas").at(name);
    }

    /** The scheme of credentials of this name under {@code components}. */
    public SpecNode securityScheme(String name) {
        return root().at("components").at("securitySchemes").at(name);
    }

    private SpecNode root() {
        return new SpecNode(this, "", document);
    }

    JsonNode node(String pointer) {
        return document.at(pointer);
    }

    Schema schemaAt(String pointer) {
        return byPointer.computeIfAbsent(pointer, at -> schemas.getSchema(SchemaLocation.of(NAME + "#" + at)));
    }
}
