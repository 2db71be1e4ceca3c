package dev.functiongraph.async.contract.server.check.sequence;

import static dev.functiongraph.async.contract.server.check.sequence.Violation.Kind.PAGES;
import static dev.functiongraph.async.contract.server.check.sequence.Violation.Kind.STATES;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.InvocationPoller;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One run of a sequence, on invocations of its own. It ends with the first answer of a kind that cannot be right. */
final class SequenceRun {
    private static final int MANY_PAGES = 12;
    private static final int MOST_PAGES = 40;
    private static final int MOST_PER_PAGE = 500;
    private static final int LOOKS_AT_END = 5;

    private final Probe probe;
    private final String urn;
    private final Violation.Kind kind;
    private final List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Known> own = new LinkedHashMap<>();
    private final Set<String> canceled = new LinkedHashSet<>();
    private Optional<Violation> violation = Optional.empty();
    private Optional<Walk> walk = Optional.empty();
    private String lastStatus = "";
    private int pages;
    private int moment;

    /** @param kind what is judged */
    SequenceRun(Probe probe, Violation.Kind kind) {
        this.probe = probe;
        this.urn = probe.functions().enabled();
        this.kind = kind;
    }

    /** What was sent and answered so far. */
    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** The first violation, if there is one. */
    Optional<Violation> of(List<Step> steps) throws CouldNotRunException, InterruptedException {
        for (Step step : steps) {
            perform(step);
            if (violation.isPresent()) {
                return violation;
            }
        }
        end();
        return violation;
    }

    private void perform(Step step) throws CouldNotRunException, InterruptedException {
        switch (step.action()) {
            case INVOKE -> invoke(step.number());
            case FIRST_PAGE -> {
                String status = step.status().equals(Step.LAST_STATUS) ? lastStatus : step.status();
                walk = Optional.of(new Walk(Math.max(step.number(), own.size() / 8), status, ++moment));
                pages = 0;
                nextPage();
            }
            case NEXT_PAGE -> nextPage();
            case CANCEL -> {
                if (!own.isEmpty()) {
                    cancel(known(step.number()));
                }
            }
            case LOOK -> {
                if (!own.isEmpty()) {
                    look(known(step.number()));
                }
            }
        }
    }

    /** Whatever came before: the listing goes on to its end, and canceled invocations are looked at again and again. */
    private void end() throws CouldNotRunException {
        while (violation.isEmpty() && walk.filter(Walk::goesOn).isPresent() && pages < MOST_PAGES) {
            nextPage();
        }
        List<Known> some = Stream.concat(
                        own.values().stream().limit(1),
                        canceled.stream().limit(2).map(own::get))
                .toList();
        for (int i = 0; i < LOOKS_AT_END && violation.isEmpty(); i++) {
            for (Known one : some) {
                look(own.getOrDefault(one.id(), one));
            }
        }
    }

    private Known known(int number) {
        return List.copyOf(own.values()).get(number % own.size());
    }

    private void invoke(int count) throws CouldNotRunException, InterruptedException {
        int sent = ++moment;
        List<Exchange> answers =
                Concurrently.call(count, count, () -> send(probe.requests().invoke(urn, "{\"of\":\"a sequence\"}")));
        int accepted = ++moment;
        for (Exchange answer : answers) {
            String id = answer.field("request_id")
                    .filter(any -> answer.status() == 202)
                    .orElseThrow(() -> new CouldNotRunException("an event was not accepted: " + answer.summary()));
            own.put(id, new Known(id, sent, accepted, Optional.empty()));
        }
    }

    private Exchange send(Message message) throws CouldNotRunException {
        Exchange exchange = probe.send(message);
        exchanges.add(exchange);
        return exchange;
    }

    private JsonNode page(String query) throws CouldNotRunException {
        Exchange page = Pages.page(probe, urn, query);
        exchanges.add(page);
        moment++;
        return page.json().orElseThrow();
    }

    private void nextPage() throws CouldNotRunException {
        if (walk.filter(Walk::goesOn).isEmpty() || pages >= MOST_PAGES) {
            return;
        }
        pages++;
        JsonNode page = page(walk.get().query(pages > MANY_PAGES ? MOST_PER_PAGE : 0));
        note(walk.get().add(page, own, moment));
        page.path("invocations").forEach(this::judge);
        if (walk.get().has(own.values())) {
            walk = Optional.empty();
        }
    }

    private void look(Known known) throws CouldNotRunException {
        JsonNode records = page("?request_id=" + known.id()).path("invocations");
        if (records.size() != 1) {
            note(Optional.of(new Violation(PAGES, "the one record of " + known.id(), "" + records)));
        }
        records.forEach(this::judge);
    }

    /** Judges a record by how its invocation ended, or learns that it has ended. */
    private void judge(JsonNode record) {
        Known known = own.get(record.path("request_id").asText());
        if (known == null) {
            return;
        }
        note(RecordRules.broken(record).map(rule -> new Violation(STATES, rule, "" + record)));
        String status = record.path("status").asText();
        if (known.end().isPresent()) {
            Known.End end = known.end().get();
            boolean same = end.record().map(record::equals).orElse(end.status().equals(status));
            if (!same) {
                note(Optional.of(new Violation(
                        STATES,
                        "the invocation as it ended: "
                                + end.record().map(JsonNode::toString).orElse(end.status()),
                        "" + record)));
            }
        }
        if (InvocationPoller.ENDS.contains(status)) {
            lastStatus = status;
            own.put(known.id(), known.ended(new Known.End(status, Optional.of(record), moment)));
        }
    }

    private void cancel(Known known) throws CouldNotRunException {
        Exchange answer = send(probe.requests().cancel(urn, Requests.cancellation(known.id())));
        moment++;
        String status = answer.field("status").orElse("");
        if (answer.status() != 200) {
            // For the checks of cancellations to report.
            return;
        }
        if (!InvocationPoller.ENDS.contains(status)) {
            note(Optional.of(new Violation(STATES, "a final status, as the answer is 200", answer.summary())));
            return;
        }
        canceled.add(known.id());
        if (known.end().isEmpty()) {
            lastStatus = status;
            own.put(known.id(), known.ended(new Known.End(status, Optional.empty(), moment)));
        } else if (!known.end().get().status().equals(status)) {
            note(Optional.of(new Violation(
                    STATES,
                    "the status in which it had ended: " + known.end().get().status(),
                    answer.summary())));
        }
    }

    private void note(Optional<Violation> found) {
        violation = violation.or(() -> found.filter(one -> one.kind() == kind));
    }
}
