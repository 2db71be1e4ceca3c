package dev.functiongraph.async.contract.server.check.function;

import dev.functiongraph.async.contract.generate.LetterCase;
import dev.functiongraph.async.contract.generate.Texts;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.NotApplicableException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.spec.Parameters;
import dev.functiongraph.async.contract.spec.SpecNode;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The checks of URNs that differ from a function's in one field. */
public final class UrnChecks {
    /** In capitals it is an S, too. */
    private static final String LONG_S = "%C5%BF";

    private UrnChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of("function.letter-case", UrnChecks::letterCase, "function.every-field", UrnChecks::everyField);
    }

    /** Nobody has a function whose name has a capital in its middle, beside one that has none. */
    private static void letterCase(Probe probe)
            throws CouldNotRunException, NotApplicableException, InterruptedException {
        FullUrn urn = FullUrn.parse(probe.functions().enabled());
        String id = Invocations.accepted(probe, probe.functions().enabled(), "{}");
        Set<String> others = new LinkedHashSet<>();
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < urn.fields().size(); i++) {
            String field = urn.fields().get(i);
            others.add(urn.with(i, LetterCase.oneChanged(field, probe.random())));
            changed.add(FullUrn.isFixed(i) ? field : LetterCase.changed(field));
        }
        others.add(String.join(":", changed));
        others.add(String.join(":", urn.fields()).replaceFirst("^urn:fss:", "URN:FSS:"));
        if (urn.name().contains("s")) {
            others.add(urn.name().replaceFirst("s", LONG_S));
        }
        for (String form : urn.shortForms()) {
            others.add(LetterCase.oneChanged(form, probe.random()));
        }
        others.removeAll(urn.shortForms());
        others.remove(probe.functions().enabled());
        List<Message> messages =
                new ArrayList<>(requests(probe, probe.functions().project(), others, id));
        if (!probe.settings().mayBearCredentials()) {
            // Otherwise the credentials, which belong to the functions' project, are refused first.
            String project = LetterCase.oneChanged(probe.functions().project(), probe.random());
            if (!project.equals(probe.functions().project())) {
                Set<String> urns = Set.of(probe.functions().enabled(), urn.name(), urn.withProject(project));
                messages.addAll(requests(probe, project, urns, id));
            }
        }
        expectUnknown(probe, messages);
    }

    /** Each neighbor is so odd that nobody has a function of that name. */
    private static void everyField(Probe probe)
            throws CouldNotRunException, NotApplicableException, InterruptedException {
        FullUrn urn = FullUrn.parse(probe.functions().enabled());
        String id = Invocations.accepted(probe, probe.functions().enabled(), "{}");
        Set<String> others = new LinkedHashSet<>();
        for (int i = 0; i < urn.fields().size(); i++) {
            for (String neighbor : neighbors(urn.fields().get(i), probe.random())) {
                others.add(urn.with(i, neighbor));
            }
        }
        for (String neighbor : neighbors(urn.group(), probe.random())) {
            others.add(neighbor + ":" + urn.name());
        }
        expectUnknown(probe, requests(probe, probe.functions().project(), others, id));
        expectOthers(probe, urn.abbreviated(), id);
    }

    /** Letters more at each end, one replaced by others, and one by what stands for any in SQL's LIKE. */
    private static Set<String> neighbors(String field, Random random) {
        String more = new Texts(random).word(2);
        int place = random.nextInt(field.length());
        String before = field.substring(0, place);
        String after = field.substring(place + 1);
        Set<String> neighbors = new LinkedHashSet<>(List.of(field + more, more + field, before + more + after));
        neighbors.add(before + "_" + after);
        neighbors.remove(field);
        return neighbors;
    }

    /**
     * A request of each operation for each of the URNs.
     *
     * @param id of an invocation that the function has, so that its cancellation is right but for the URN
     */
    private static List<Message> requests(Probe probe, String project, Collection<String> urns, String id) {
        Requests requests = probe.requests();
        List<Message> messages = new ArrayList<>();
        for (String urn : urns) {
            messages.add(Requests.json(requests.to(OperationId.INVOKE, project, urn, ""), "{}"));
            messages.add(requests.to(OperationId.LIST, project, urn, "?request_id=" + id));
            messages.add(Requests.json(requests.to(OperationId.CANCEL, project, urn, ""), Requests.cancellation(id)));
        }
        return messages;
    }

    /**
     * Functions of these names may exist beside this one: they have none of its invocations, and no event is sent to
     * those of which there is a listing.
     */
    private static void expectOthers(Probe probe, List<String> urns, String id)
            throws CouldNotRunException, InterruptedException {
        Requests requests = probe.requests();
        List<Message> events = new ArrayList<>();
        List<Exchange> listings = Concurrently.send(
                probe,
                urns.stream()
                        .map(urn -> requests.list(urn, "?request_id=" + id))
                        .toList());
        for (int i = 0; i < urns.size(); i++) {
            Exchange listing = listings.get(i);
            probe.expect(listing)
                    .that(
                            !Pages.ids(listing).contains(id),
                            "no invocation of " + probe.functions().enabled(),
                            "it has " + id);
            if (listing.status() != 200) {
                events.add(requests.invoke(urns.get(i), "{}"));
            }
        }
        for (Exchange canceling : Concurrently.send(
                probe,
                urns.stream()
                        .map(urn -> requests.cancel(urn, Requests.cancellation(id)))
                        .toList())) {
            probe.expect(canceling)
                    .that(
                            canceling.status() != 200,
                            "nothing canceled through another URN than the function's",
                            canceling.summary());
        }
        expectUnknown(probe, events);
    }

    /** What the schema refuses is malformed, everything else is unknown. */
    private static void expectUnknown(Probe probe, List<Message> messages)
            throws CouldNotRunException, InterruptedException {
        for (Exchange exchange : Concurrently.send(probe, messages)) {
            if (isMalformed(probe, exchange)) {
                probe.expect(exchange).status(400);
            } else {
                probe.expect(exchange).unknownFunction();
            }
        }
    }

    private static boolean isMalformed(Probe probe, Exchange exchange) {
        String prefix = probe.settings().target().prefix();
        SpecNode schema = probe.contract()
                .operation(OperationId.INVOKE)
                .parameter("function_urn")
                .at("schema");
        String urn = exchange.sent().request().path().substring(prefix.length()).split("/")[5];
        return !Parameters.problems(schema, urn).isEmpty();
    }
}
