package dev.functiongraph.async.server.http.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The contract, {@code openapi.yaml}, as far as requests are checked by its schemas. */
final class Contract {
    private final JsonNode document;

    Contract(InputStream yaml) {
        try (yaml) {
            document = new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that the build generates the server from, and puts into the class path; read when first asked for. */
    static Contract fromClassPath() {
        return OnDemand.CONTRACT;
    }

    /** The schema of this name under {@code components}. */
    ContractSchema schema(String name) {
        return new ContractSchema(document.requiredAt("/components/schemas/" + name));
    }

    /** The schemas of an operation's query parameters, by their names. */
    Map<String, ContractSchema> queryParameters(String operationId) {
        Map<String, ContractSchema> schemas = new HashMap<>();
        for (JsonNode operation : document.required("paths").findParents("operationId")) {
            if (operation.get("operationId").textValue().equals(operationId)) {
                for (JsonNode entry : operation.required("parameters")) {
                    JsonNode parameter = resolved(entry);
                    if (parameter.required("in").textValue().equals("query")) {
                        JsonNode schema = resolved(parameter.required("schema"));
                        schemas.put(parameter.required("name").textValue(), new ContractSchema(schema));
                    }
                }
            }
        }
        return schemas;
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null
                ? node
                : document.requiredAt(reference.textValue().substring(1));
    }

    private static final class OnDemand {
        static final Contract CONTRACT = new Contract(Contract.class.getResourceAsStream("/openapi.yaml"));
    }
}
