package dev.functiongraph.async.contract.server.check.path;

import dev.functiongraph.async.contract.generate.PathValue;
import dev.functiongraph.async.contract.generate.PathValues;
import dev.functiongraph.async.contract.generate.Texts;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Inputs;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The checks of path parameters in all their forms, and of unknown paths. */
public final class PathChecks {
    private static final String INJECTED = "X-Injected";
    private static final int AT_ONCE = 4;

    private PathChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "path.encoded-colons", PathChecks::encodedColons,
                "path.encoded-letters", PathChecks::encodedLetters,
                "path.project-id", PathChecks::projectId,
                "path.function-urn", PathChecks::functionUrn,
                "path.malformed-escape", PathChecks::malformedEscape,
                "path.line-breaks", PathChecks::lineBreaks,
                "path.unknown", PathChecks::unknown);
    }

    private static void encodedColons(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        Invocations.accepted(probe, urn, "{}");
        for (String written : List.of(
                urn.replace(":", "%3A"),
                urn.replace(":", "%3a"),
                urn.replaceFirst(":", "%3A"),
                urn.replaceFirst(":", "%3a"))) {
            expectAccepted(probe, probe.requests().invoke(written, "{}"));
        }
        String disabled = probe.functions().disabled();
        int refused = probe.send(probe.requests().invoke(disabled, "{}")).status();
        probe.expect(probe.send(probe.requests().invoke(disabled.replace(":", "%3A"), "{}")))
                .status(refused);
    }

    private static void encodedLetters(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String project = probe.functions().project();
        Invocations.accepted(probe, urn, "{}");
        for (int i = 0; i < 5; i++) {
            expectAccepted(probe, to(probe, OperationId.INVOKE, project, withEscape(probe, urn)));
            expectAccepted(probe, to(probe, OperationId.INVOKE, withEscape(probe, project), urn));
        }
        expectAccepted(probe, to(probe, OperationId.INVOKE, escaped(project), escaped(urn)));
    }

    /** Taken for the event that it is, by the function that it is for. */
    private static void expectAccepted(Probe probe, Message message) throws CouldNotRunException {
        probe.expect(probe.send(message)).status(202);
    }

    private static String withEscape(Probe probe, String text) {
        int[] letters =
                text.chars().filter(Character::isLetterOrDigit).distinct().toArray();
        String letter = Character.toString(letters[probe.random().nextInt(letters.length)]);
        return text.replaceFirst(letter, escaped(letter));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(unit -> escaped.append(
                        Character.isLetterOrDigit(unit) ? String.format("%%%02x", unit) : Character.toString(unit)));
        return escaped.toString();
    }

    private static void projectId(Probe probe) throws CouldNotRunException, InterruptedException {
        PathValues values = Inputs.pathValues(probe);
        String urn = probe.functions().enabled();
        String cancellation = Requests.cancellation(Invocations.accepted(probe, urn, "{}"));
        Requesting requesting = (operation, wrong) -> to(probe, operation, wrong, urn, cancellation);
        expectRefused(probe, values.refusedProjectIds(probe.cases()), requesting, 1);
        expectRefused(
                probe, values.projectIdsWithMore(probe.functions().project()), requesting, OperationId.values().length);
        expectRefusedOrNoPath(probe, "", urn, values.emptyProjectId());
    }

    private static void functionUrn(Probe probe) throws CouldNotRunException, InterruptedException {
        String project = probe.functions().project();
        PathValues values = Inputs.pathValues(probe);
        String enabled = probe.functions().enabled();
        String cancellation = Requests.cancellation(Invocations.accepted(probe, enabled, "{}"));
        Requesting requesting = (operation, wrong) -> to(probe, operation, project, wrong, cancellation);
        expectRefused(probe, values.refusedUrns(project, probe.cases()), requesting, 1);
        expectRefused(probe, values.urnsWithWrongField(project), requesting, 1);
        expectRefused(probe, values.urnsWithMore(enabled), requesting, OperationId.values().length);
        expectRefusedOrNoPath(probe, project, "", values.emptyUrn());
    }

    /** Two slashes without anything between them may be taken for another path. */
    private static void expectRefusedOrNoPath(Probe probe, String project, String urn, PathValue empty)
            throws CouldNotRunException {
        for (OperationId operation : OperationId.values()) {
            Exchange exchange = probe.sendBreaking(to(probe, operation, project, urn), empty.breaks());
            probe.expect(exchange).statusIn(400, 403, 404);
        }
    }

    /** The request of an operation with a value in its path. */
    @FunctionalInterface
    private interface Requesting {
        Message message(OperationId operation, String encoded);
    }

    /** A request that is refused. */
    private record Refused(Message message, String breaks, boolean ownProject) {}

    /** @param count in how many of the operations each value is tried, from one by chance on */
    private static void expectRefused(Probe probe, List<PathValue> values, Requesting requesting, int count)
            throws CouldNotRunException, InterruptedException {
        String own = "/" + probe.functions().project() + "/";
        List<Refused> requests = new ArrayList<>();
        for (PathValue wrong : values) {
            int first = probe.random().nextInt(OperationId.values().length);
            for (int i = 0; i < count; i++) {
                OperationId operation = OperationId.values()[(first + i) % OperationId.values().length];
                Message message = requesting.message(operation, wrong.encoded());
                requests.add(
                        new Refused(message, wrong.breaks(), message.target().contains(own)));
            }
        }
        List<Exchange> exchanges =
                Concurrently.callEach(AT_ONCE, requests, each -> probe.sendBreaking(each.message(), each.breaks()));
        for (int i = 0; i < requests.size(); i++) {
            expectRefusal(probe, exchanges.get(i), requests.get(i).ownProject());
        }
    }

    /** Where credentials are required, those of a project other than the path's are refused first. */
    private static void expectRefusal(Probe probe, Exchange exchange, boolean own) {
        if (own || !probe.settings().mayBearCredentials()) {
            probe.expect(exchange).status(400);
        } else {
            probe.expect(exchange).statusIn(400, 403);
        }
    }

    private static Message to(Probe probe, OperationId operation, String project, String urn) {
        return to(probe, operation, project, urn, Requests.CANCEL_OF_UNKNOWN_ID);
    }

    private static Message to(Probe probe, OperationId operation, String project, String urn, String cancellation) {
        Message message = probe.requests().to(operation, project, urn, "");
        return switch (operation) {
            case INVOKE -> Requests.json(message, "{}");
            case CANCEL -> Requests.json(message, cancellation);
            case LIST -> message;
        };
    }

    private static void malformedEscape(Probe probe) throws CouldNotRunException {
        String project = probe.functions().project();
        for (String noEscape : List.of("%", "%4", "%zz", "%4g", "%%41", "%u0041", "te%st", "test%2")) {
            Exchange exchange = probe.sendMalformed(to(probe, OperationId.INVOKE, project, noEscape));
            probe.expect(exchange).status(400);
        }
        for (String noUtf8 :
                List.of("%80", "%C0%80", "%C1%BF", "%C3", "%E4%BA", "%ED%A0%80", "%F4%90%80%80", "%FF", "test%FE")) {
            probe.expect(probe.send(to(probe, OperationId.INVOKE, project, noUtf8)))
                    .status(400);
            expectRefusal(probe, probe.send(to(probe, OperationId.INVOKE, noUtf8, "test")), false);
        }
    }

    private static void lineBreaks(Probe probe) throws CouldNotRunException {
        String project = probe.functions().project();
        String urn = probe.functions().enabled();
        for (String lines : List.of("%0D%0A", "%0a", "%0d", "%0D%0A%0D%0A")) {
            for (String more : List.of("", INJECTED + ":%20yes", INJECTED + ":%20yes" + lines)) {
                expectNoneInjected(probe, project, urn + lines + more);
                expectNoneInjected(probe, project, lines + more + urn);
                expectNoneInjected(probe, project + lines + more, urn);
            }
        }
    }

    private static void expectNoneInjected(Probe probe, String project, String urn) throws CouldNotRunException {
        Exchange exchange = probe.send(to(probe, OperationId.INVOKE, project, urn));
        probe.expect(exchange).statusIn(400, 403, 404).noHeader(INJECTED);
    }

    private static void unknown(Probe probe) throws CouldNotRunException {
        String word = new Texts(probe.random()).word(12);
        String functions = "/v2/" + probe.functions().project() + "/fgs/functions";
        String function = functions + "/" + probe.functions().enabled();
        for (String path : List.of(
                "/" + word,
                "/v2/" + probe.functions().project() + "/" + word,
                "/" + word + function,
                function + "/" + word,
                function + "/invocations-async/" + word,
                function + "/async-invocations" + word,
                function + "/" + word + "/cancel")) {
            for (String method : List.of("GET", "POST")) {
                probe.expect(probe.send(probe.requests().to(method, path))).anyError(404);
            }
        }
    }
}
