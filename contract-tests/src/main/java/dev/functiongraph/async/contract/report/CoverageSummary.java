package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.coverage.ContractCoverage;
import dev.functiongraph.async.contract.coverage.Item;
import dev.functiongraph.async.contract.report.Report.Coverage;
import dev.functiongraph.async.contract.report.Report.CoveredItem;
import dev.functiongraph.async.contract.report.Report.CoveredOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The coverage of the contract as reports show it. */
final class CoverageSummary {
    private CoverageSummary() {}

    static Coverage of(ContractCoverage coverage) {
        Map<String, List<CoveredItem>> operations = new LinkedHashMap<>();
        for (Item item : coverage.items()) {
            operations
                    .computeIfAbsent(item.operation(), name -> new ArrayList<>())
                    .add(covered(coverage, item));
        }
        List<String> notProvokable = new ArrayList<>();
        coverage.unprovokableStatuses().forEach((status, reason) -> notProvokable.add(status + " (" + reason + ")"));
        return new Coverage(
                coverage.percent(),
                coverage.seen(),
                coverage.provokable(),
                coverage.gaps().stream().map(Item::toString).toList(),
                notProvokable,
                operations.entrySet().stream()
                        .map(operation -> new CoveredOperation(operation.getKey(), operation.getValue()))
                        .toList());
    }

    private static CoveredItem covered(ContractCoverage coverage, Item item) {
        String reason = coverage.reason(item);
        String state = coverage.isSeen(item) ? "seen" : reason.isEmpty() ? "missing" : "not provokable";
        return new CoveredItem(
                item.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '), item.name(), state, reason);
    }
}
