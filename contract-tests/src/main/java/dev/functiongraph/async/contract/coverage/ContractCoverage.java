package dev.functiongraph.async.contract.coverage;

import dev.functiongraph.async.contract.coverage.Item.Kind;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The share of the contract that the exchanges of a run have covered. Immutable. */
public final class ContractCoverage {
    private final Map<Item, String> reasons;
    private final Set<Item> seen;
    private final Set<String> unknownKeywords = new TreeSet<>();

    private ContractCoverage(Map<Item, String> reasons, Set<Item> seen) {
        this.reasons = reasons;
        this.seen = seen;
        seen.stream()
                .filter(item -> item.kind() == Kind.BROKEN_KEYWORD && !reasons.containsKey(item))
                // Some requests break a rule of an RFC, which is not among the contract's.
                .filter(item -> item.name().startsWith("#"))
                .forEach(item -> unknownKeywords.add(item.toString()));
    }

    /**
     * Of a server.
     *
     * @param prefix of the contract's paths; may be empty
     * @param withCredentials whether the server requires credentials and some were given
     */
    public static ContractCoverage ofServer(
            Contract contract, String prefix, boolean withCredentials, Collection<Exchange> exchanges) {
        return new ContractCoverage(
                ContractItems.of(contract, true, withCredentials), SeenItems.of(contract, prefix, exchanges));
    }

    /** Of a client, which is shown every answer and breaks nothing on purpose. */
    public static ContractCoverage ofClient(Contract contract, Collection<Exchange> exchanges) {
        return new ContractCoverage(ContractItems.of(contract, false, true), SeenItems.of(contract, "", exchanges));
    }

    /** All items, in the order of the contract. */
    public List<Item> items() {
        return List.copyOf(reasons.keySet());
    }

    public boolean isSeen(Item item) {
        return seen.contains(item);
    }

    /** Why no black box can provoke an item; empty if it can, or if it was seen all the same. */
    public String reason(Item item) {
        return isSeen(item) ? "" : reasons.getOrDefault(item, "");
    }

    /** The number of items that a black box can provoke. */
    public long provokable() {
        return count(item -> reason(item).isEmpty());
    }

    public long seen() {
        return count(this::isSeen);
    }

    /** 0 to 100; 100 only if nothing is missing. */
    public int percent() {
        return provokable() == 0 ? 100 : (int) (100 * seen() / provokable());
    }

    /** The items that could have been provoked and were not. */
    public List<Item> gaps() {
        return reasons.keySet().stream()
                .filter(item -> !isSeen(item) && reason(item).isEmpty())
                .toList();
    }

    /** The statuses that some operation did not show and that cannot be provoked, each with the reason. */
    public Map<String, String> unprovokableStatuses() {
        Map<String, String> statuses = new TreeMap<>();
        reasons.keySet().stream()
                .filter(item -> item.kind() == Kind.STATUS && !reason(item).isEmpty())
                .forEach(item -> statuses.putIfAbsent(item.name(), reason(item)));
        return statuses;
    }

    /** Keywords that requests said they break, and that the contract does not have there: faults of this kit. */
    public Set<String> unknownKeywords() {
        return unknownKeywords;
    }

    private long count(Predicate<Item> which) {
        return reasons.keySet().stream().filter(which).count();
    }
}
