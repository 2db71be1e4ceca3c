package dev.functiongraph.async.contract.server.check.function;

import dev.functiongraph.async.contract.generate.PathValue;
import dev.functiongraph.async.contract.generate.PathValues;
import dev.functiongraph.async.contract.generate.Texts;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.NotApplicableException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Inputs;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.LeftoverRecords;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The checks of enabled, disabled and unknown functions, and of their names. */
public final class FunctionChecks {
    private static final String DISABLED = "FSS.0429";

    private FunctionChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "function.absent", FunctionChecks::absent,
                "function.absent-leaves-no-record", FunctionChecks::absentLeavesNoRecord,
                "function.absent-version", FunctionChecks::absentVersion,
                "function.other-project", FunctionChecks::otherProject,
                "function.disabled", FunctionChecks::disabled,
                "function.disabled-no-retry-after", FunctionChecks::disabledNoRetryAfter,
                "function.disabled-reason", FunctionChecks::disabledReason,
                "function.disabled-leaves-no-record", FunctionChecks::disabledLeavesNoRecord,
                "function.short-forms", FunctionChecks::shortForms);
    }

    private static void absent(Probe probe) throws CouldNotRunException, InterruptedException {
        for (Message message : events(probe, probe.functions().absent())) {
            probe.expect(probe.send(message)).unknownFunction();
        }
        PathValues values = Inputs.pathValues(probe);
        String project = probe.functions().project();
        List<PathValue> urns = new ArrayList<>(List.of(values.longestUrn(project)));
        urns.addAll(values.extremeUrns(project));
        urns.addAll(values.edgeUrns(project));
        for (int i = 0; i < probe.cases(); i++) {
            urns.add(values.validUrn(project));
        }
        for (Exchange exchange : Concurrently.send(
                probe,
                urns.stream()
                        .map(urn -> probe.requests().invoke(urn.encoded(), "{}"))
                        .toList())) {
            probe.expect(exchange).unknownFunction();
        }
        for (PathValue urn : values.shortNames(project)) {
            probe.expect(probe.send(probe.requests().list(urn.encoded(), "?limit=1")))
                    .statusIn(200, 404);
        }
    }

    /** An empty event and some others, none of which a server might stumble over. */
    private static List<Message> events(Probe probe, String urn) {
        Texts texts = new Texts(probe.random());
        List<Message> messages = new ArrayList<>(List.of(probe.requests().invoke(urn, "{}")));
        for (int length : List.of(1, 10, 1_000)) {
            messages.add(probe.requests().invoke(urn, "{\"" + texts.word(5) + "\":\"" + texts.word(length) + "\"}"));
        }
        return messages;
    }

    private static void absentLeavesNoRecord(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().absent();
        Exchange refusal = probe.send(probe.requests().invoke(urn, "{}"));
        requireStatus(refusal, 404);
        String id = refusal.header("X-Request-Id").orElse("");
        for (String query : id.isEmpty() ? List.of("") : List.of("", "?request_id=" + id)) {
            Exchange listing = probe.send(probe.requests().list(urn, query));
            List<String> records = Pages.ids(listing);
            probe.expect(listing).that(records.isEmpty(), "no record", "there is " + String.join(", ", records));
        }
    }

    private static void absentVersion(Probe probe) throws CouldNotRunException, NotApplicableException {
        Texts texts = new Texts(probe.random());
        for (String function :
                List.of(probe.functions().enabled(), probe.functions().disabled())) {
            FullUrn urn = FullUrn.parse(function);
            for (String version : List.of(texts.word(12), "0." + texts.word(12), "!" + texts.word(12))) {
                probe.expect(probe.send(probe.requests().invoke(urn.withVersion(version), "{}")))
                        .unknownFunction();
            }
        }
    }

    private static void otherProject(Probe probe) throws CouldNotRunException, NotApplicableException {
        otherProject(probe, Inputs.pathValues(probe).validProjectId());
        // Each letter at which a range of allowed ones begins or ends.
        otherProject(probe, "AZaz09".repeat(6).substring(0, 32));
    }

    private static void otherProject(Probe probe, String other) throws CouldNotRunException, NotApplicableException {
        for (String function :
                List.of(probe.functions().enabled(), probe.functions().disabled())) {
            String full = FullUrn.parse(function).withProject(other);
            List<String> urns = new ArrayList<>(List.of(full));
            FullUrn.parse(full).shortForms().stream()
                    .filter(form -> form.contains(other))
                    .forEach(urns::add);
            for (String urn : urns) {
                probe.expect(probe.send(probe.requests().invoke(urn, "{}"))).unknownFunction();
            }
            if (!probe.settings().mayBearCredentials()) {
                // Otherwise the credentials, which belong to the functions' project, are refused first.
                probe.expect(probe.send(
                                Requests.json(probe.requests().to(OperationId.INVOKE, other, function, ""), "{}")))
                        .unknownFunction();
            }
        }
    }

    private static void disabled(Probe probe) throws CouldNotRunException {
        for (Message message : events(probe, probe.functions().disabled())) {
            probe.expect(probe.send(message)).error(429, DISABLED);
        }
    }

    private static void disabledNoRetryAfter(Probe probe) throws CouldNotRunException {
        for (Message message : events(probe, probe.functions().disabled())) {
            Exchange refusal = probe.send(message);
            requireStatus(refusal, 429);
            probe.expect(refusal).noHeader("Retry-After");
        }
    }

    /** A gateway may have spoken a version of HTTP without reason phrases. */
    private static void disabledReason(Probe probe) throws CouldNotRunException {
        Exchange refusal = probe.send(probe.requests().invoke(probe.functions().disabled(), "{}"));
        requireStatus(refusal, 429);
        String statusLine = refusal.received().orElseThrow().statusLine();
        String reason = statusLine.replaceFirst("\\S+ \\S+ ?", "");
        probe.expect(refusal).that(reason.isEmpty() || reason.equals("Disabled"), "429 Disabled", statusLine);
    }

    private static void disabledLeavesNoRecord(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().disabled();
        List<String> before = Pages.ids(Pages.page(probe, urn, "?limit=20"));
        Exchange refusal = probe.send(probe.requests().invoke(urn, "{}"));
        requireStatus(refusal, 429);
        LeftoverRecords.expectNone(probe, urn, refusal);
        // Old records may be deleted at any time; only those before the first known one count.
        List<String> newer = Pages.ids(Pages.page(probe, urn, "?limit=20")).stream()
                .takeWhile(listed -> !before.contains(listed))
                .toList();
        probe.expect(refusal)
                .that(newer.isEmpty(), "no new record in the listing", "there are " + String.join(", ", newer));
    }

    private static void shortForms(Probe probe) throws CouldNotRunException, NotApplicableException {
        String enabled = probe.functions().enabled();
        Invocations.listed(probe, enabled);
        for (String form : FullUrn.parse(enabled).shortForms()) {
            Exchange exchange = probe.send(probe.requests().invoke(form, "{}"));
            probe.expect(exchange).status(202);
            if (exchange.status() == 202) {
                String id = exchange.field("request_id").orElse("");
                probe.expect(exchange)
                        .that(Invocations.find(probe, enabled, id).isPresent(), "a record of " + enabled, "missing");
            }
        }
        String disabled = probe.functions().disabled();
        int refused = probe.send(probe.requests().invoke(disabled, "{}")).status();
        for (String form : FullUrn.parse(disabled).shortForms()) {
            probe.expect(probe.send(probe.requests().invoke(form, "{}"))).status(refused);
        }
    }

    /** The status that another check's requirement is about. */
    private static void requireStatus(Exchange exchange, int status) throws CouldNotRunException {
        if (exchange.status() != status) {
            throw new CouldNotRunException("the answer is not " + status + ": " + exchange.summary());
        }
    }
}
