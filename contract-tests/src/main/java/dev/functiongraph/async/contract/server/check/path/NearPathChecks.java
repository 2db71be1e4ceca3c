package dev.functiongraph.async.contract.server.check.path;

import dev.functiongraph.async.contract.generate.LetterCase;
import dev.functiongraph.async.contract.generate.PathEdits;
import dev.functiongraph.async.contract.generate.SimilarWords;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
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
import java.util.function.Function;
import java.util.stream.Stream;

/** The checks of paths that are nearly those of the contract. */
public final class NearPathChecks {
    private static final List<String> URN_SEPARATORS = List.of("/", "%2F", "%5C", ";", "%3B", ".", ",", "%253A", "::");

    private NearPathChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of("path.letter-case", NearPathChecks::letterCase, "path.edited", NearPathChecks::edited);
    }

    private static void letterCase(Probe probe) throws CouldNotRunException, InterruptedException {
        expectNoPath(probe, withOtherWords(probe, word -> LetterCase.variants(word, probe.random())));
    }

    /** Requests with one of the path's own words replaced by each of its variants, or left out where one is empty. */
    private static List<Message> withOtherWords(Probe probe, Function<String, List<String>> variants)
            throws CouldNotRunException {
        String id = Invocations.accepted(probe, probe.functions().enabled(), "{}");
        List<Message> messages = new ArrayList<>();
        for (OperationId each : OperationId.values()) {
            String path = probe.contract().operation(each).path();
            for (String word : path.split("/")) {
                if (!word.isEmpty() && !word.startsWith("{")) {
                    for (String variant : variants.apply(word)) {
                        String template = path.replace("/" + word, variant.isEmpty() ? "" : "/" + variant);
                        messages.add(message(probe, each, id, filled(probe, template)));
                    }
                }
            }
        }
        return messages;
    }

    private static void edited(Probe probe) throws CouldNotRunException, InterruptedException {
        String id = Invocations.accepted(probe, probe.functions().enabled(), "{}");
        List<Message> messages = new ArrayList<>();
        for (OperationId each : OperationId.values()) {
            String path = filled(probe, probe.contract().operation(each).path());
            for (String edit : PathEdits.of(path, probe.random())) {
                messages.add(message(probe, each, id, edit));
            }
        }
        messages.addAll(withOtherWords(probe, word -> others(probe, word)));
        messages.addAll(withOtherSeparators(probe, id));
        expectNoPath(probe, messages);
    }

    /** The last word is not left out: what is behind a function's name alone, a larger API may have. */
    private static List<String> others(Probe probe, String word) {
        List<String> others = new ArrayList<>(SimilarWords.of(word, probe.random()));
        if (Stream.of(OperationId.values())
                .noneMatch(each -> probe.contract().operation(each).path().endsWith("/" + word))) {
            others.add("");
        }
        return others;
    }

    /** Requests whose URN has something else in place of its colons. */
    private static List<Message> withOtherSeparators(Probe probe, String id) {
        String urn = probe.functions().enabled();
        List<Message> messages = new ArrayList<>();
        for (OperationId each : OperationId.values()) {
            for (String separator : urn.contains(":") ? URN_SEPARATORS : List.<String>of()) {
                String template = probe.contract().operation(each).path();
                String path = filled(probe, template.replace("{function_urn}", urn.replace(":", separator)));
                messages.add(message(probe, each, id, path));
            }
        }
        return messages;
    }

    private static String filled(Probe probe, String template) {
        return template.replace("{project_id}", probe.functions().project())
                .replace("{function_urn}", probe.functions().enabled());
    }

    /**
     * With a body that would be right on the right path.
     *
     * @param id of an invocation that can be canceled
     */
    private static Message message(Probe probe, OperationId operation, String id, String path) {
        Message message =
                probe.requests().to(probe.contract().operation(operation).method(), path);
        return switch (operation) {
            case INVOKE -> Requests.json(message, "{\"sent\":\"elsewhere\"}");
            case CANCEL -> Requests.json(message, Requests.cancellation(id));
            case LIST -> message;
        };
    }

    /**
     * What is malformed may be told before it is looked for. Where credentials are required, they are not those of a
     * project that is none, and a signature covers the path, which some gateway may have changed.
     */
    private static void expectNoPath(Probe probe, List<Message> messages)
            throws CouldNotRunException, InterruptedException {
        int[] refusals = probe.settings().mayBearCredentials() ? new int[] {400, 401, 403, 404} : new int[] {400, 404};
        for (Exchange exchange : Concurrently.send(probe, messages)) {
            probe.expect(exchange).statusIn(refusals);
        }
    }
}
