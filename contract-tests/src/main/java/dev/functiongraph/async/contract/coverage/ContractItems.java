package dev.functiongraph.async.contract.coverage;

import dev.functiongraph.async.contract.coverage.Item.Kind;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.SpecNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The items of the contract that a run can cover, and why some of them cannot be provoked from outside. */
final class ContractItems {
    private final boolean ofServer;
    private final boolean withCredentials;
    private final Map<Item, String> reasons = new LinkedHashMap<>();

    private ContractItems(boolean ofServer, boolean withCredentials) {
        this.ofServer = ofServer;
        this.withCredentials = withCredentials;
    }

    /** Each item with the reason why no black box can provoke it; an empty one if it can. */
    static Map<Item, String> of(Contract contract, boolean ofServer, boolean withCredentials) {
        ContractItems items = new ContractItems(ofServer, withCredentials);
        contract.operations().forEach(items::add);
        return items.reasons;
    }

    private void add(Operation operation) {
        String id = operation.id();
        reasons.put(new Item(id, Kind.OPERATION, ""), "");
        operation
                .requestBody()
                .at("content")
                .children()
                .keySet()
                .forEach(type -> reasons.put(new Item(id, Kind.REQUEST_TYPE, type), ""));
        if (ofServer) {
            Keywords.of(operation)
                    .forEach((place, reason) -> reasons.put(new Item(id, Kind.BROKEN_KEYWORD, place), reason));
        }
        operation.statuses().stream()
                .filter(status -> status.matches("[0-9]{3}"))
                .map(Integer::parseInt)
                .forEach(status -> addAnswer(operation, status));
    }

    private void addAnswer(Operation operation, int status) {
        String reason = reason(status);
        SpecNode answer = operation.response(status).orElseThrow();
        reasons.put(new Item(operation.id(), Kind.STATUS, Integer.toString(status)), reason);
        answer.at("content")
                .children()
                .keySet()
                .forEach(type -> reasons.put(new Item(operation.id(), Kind.ANSWER_TYPE, status + " " + type), reason));
        operation.responseHeaders(status).forEach((name, header) -> {
            boolean optional = reason.isEmpty() && !header.at("required").isTrue();
            reasons.put(
                    new Item(operation.id(), Kind.HEADER, status + " " + name),
                    optional ? "the server may omit it" : reason);
        });
    }

    private String reason(int status) {
        if (!ofServer) {
            return "";
        }
        return switch (status) {
            case 401, 403 -> withCredentials ? "" : "only with --token or --ak";
            case 500 -> "only a server error causes it";
            case 503 -> "only a server that is full, failing or shutting down sends it";
            default -> "";
        };
    }
}
