package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Servers that keep, list and run invocations otherwise. */
abstract class RecordMutants {
    private final List<Mutant> mutants = new ArrayList<>();

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        Stream.of(
                        new FilterMutants(),
                        new TimeFilterMutants(),
                        new LimitMutants(),
                        new OrderMutants(),
                        new MarkerMutants(),
                        new PageMutants(),
                        new TransitionMutants(),
                        new CancelingMutants(),
                        new LaterMutants(),
                        new LossMutants(),
                        new IdMutants(),
                        new TellingMutants())
                .forEach(some -> {
                    some.addAll();
                    all.addAll(some.mutants);
                });
        return all;
    }

    abstract void addAll();

    final void add(String operator, String place, Supplier<Records> records) {
        String open = RecordFreedom.of(place.replaceFirst("list filter ", ""), operator);
        addModel(operator, place, open, () -> new Model(records.get()));
    }

    /** @param open the rule by which it is no fault; empty for a fault */
    final void addModel(String operator, String place, String open, Supplier<Model> model) {
        mutants.add(Mutant.of(operator, place, open, model));
    }

    /** A change to a page's records. */
    @FunctionalInterface
    interface PageEdit {
        void change(List<JsonNode> records);
    }

    static ObjectNode otherwise(ObjectNode page, PageEdit edit) {
        List<JsonNode> records = new ArrayList<>();
        page.path("invocations").forEach(records::add);
        edit.change(records);
        page.putArray("invocations").addAll(records);
        return page.put("count", records.size());
    }
}
