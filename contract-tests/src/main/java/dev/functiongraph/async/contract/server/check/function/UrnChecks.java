package dev.functiongraph.async.contract.server.check.function;

import dev.functiongraph.async.contract.generate.LetterCase;
import dev.functiongraph.async.contract.generate.Texts;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.NotApplicableException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.spec.Parameters;
import dev.functiongraph.async.contract.spec.SpecNode;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.ArrayList;
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
        FullUrn urn = enabled(probe);
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
        List<Message> messages = new ArrayList<>(events(probe, others));
        if (!probe.settings().mayBearCredentials()) {
            // Otherwise the credentials, which belong to the functions' project, are refused first.
            String project = LetterCase.oneChanged(probe.functions().project(), probe.random());
            if (!project.equals(probe.functions().project())) {
                messages.add(event(probe, project, probe.functions().enabled()));
                messages.add(event(probe, project, urn.name()));
                messages.add(event(probe, project, urn.withProject(project)));
            }
        }
        expectUnknown(probe, messages);
    }

    /** Each neighbor is so odd that nobody has a function of that name. */
    private static void everyField(Probe probe)
            throws CouldNotRunException, NotApplicableException, InterruptedException {
        FullUrn urn = enabled(probe);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < urn.fields().size(); i++) {
            Set<String> others = new LinkedHashSet<>();
            for (String neighbor : neighbors(urn.fields().get(i), probe.random())) {
                others.add(urn.with(i, neighbor));
            }
            messages.addAll(events(probe, others));
            String any = others.iterator().next();
            messages.add(probe.requests().list(any, ""));
            messages.add(probe.requests().cancel(any, Requests.CANCEL_OF_UNKNOWN_ID));
        }
        for (String neighbor : neighbors(urn.group(), probe.random())) {
            messages.addAll(events(probe, Set.of(neighbor + ":" + urn.name())));
        }
        expectUnknown(probe, messages);
    }

    private static FullUrn enabled(Probe probe) throws CouldNotRunException, NotApplicableException {
        Invocations.accepted(probe, probe.functions().enabled(), "{}");
        return FullUrn.parse(probe.functions().enabled());
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

    private static List<Message> events(Probe probe, Set<String> urns) {
        return urns.stream()
                .map(urn -> event(probe, probe.functions().project(), urn))
                .toList();
    }

    private static Message event(Probe probe, String project, String urn) {
        return Requests.json(probe.requests().to(OperationId.INVOKE, project, urn, ""), "{}");
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
