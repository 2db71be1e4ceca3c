package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Received;
import dev.functiongraph.async.contract.wire.Wire;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sequences of requests that accept, look at, cancel and list invocations. */
final class LifeSteps {
    /** How many moments a population leaves to be named in a query. */
    static final int MOMENTS = 3;

    private static final int LOOKS = 7;
    private static final List<String> FILTERS = List.of(
            "",
            "&status=WAIT",
            "&status=SUCCESS",
            "&status=DISCARD",
            "&query_begin_time=$time0$",
            "&query_end_time=$time1$",
            "&query_begin_time=$time0$&query_end_time=$time2$&status=FAIL");

    private LifeSteps() {}

    /** Twelve invocations, of which some wait, run, have succeeded, failed, or were discarded. */
    static List<Conversation.Step> population() {
        List<Conversation.Step> steps = new ArrayList<>();
        for (int moment = 0; moment < MOMENTS; moment++) {
            for (int i = 0; i < 4; i++) {
                steps.add(invoke());
            }
            boolean second = moment == 1;
            steps.add(conversation -> conversation.moment(
                    second
                            ? Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)
                            : Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(2)));
        }
        for (int number : new int[] {1, 2, 2, 3, 5, 6, 6, 7, 9, 10, 10}) {
            steps.add(look(number));
        }
        for (int number : new int[] {0, 3, 4, 7, 11}) {
            steps.add(cancel("$id" + number + "$"));
        }
        return steps;
    }

    /** Everything that can be done to an invocation, in every status that it can have. */
    static List<Conversation.Step> lives() {
        List<Conversation.Step> steps = new ArrayList<>(population());
        for (int looks = 0; looks <= 3; looks++) {
            for (int times = 0; times < 3; times++) {
                int number = 12 + looks * 3 + times;
                steps.add(invoke());
                for (int i = 0; i < looks; i++) {
                    steps.add(look(number));
                }
                for (int i = 0; i < times; i++) {
                    steps.add(cancel(i == 0 ? "$id" + number + "$" : "$ID" + number + "$"));
                    steps.add(look(number));
                }
                steps.add(look(number));
                steps.add(list(""));
            }
        }
        for (int number = 0; number < 24; number++) {
            for (int i = 0; i < LOOKS; i++) {
                steps.add(look(number));
            }
        }
        steps.add(list(""));
        steps.add(Conversation.asking(
                RightRequests.at("invocations-async", RightRequests.path("disabled", "invocations-async"))));
        steps.add(Conversation.asking(
                RightRequests.at("async-invocations", RightRequests.path("disabled", "async-invocations"))));
        steps.add(Conversation.asking(
                RightRequests.cancel(RightRequests.CANCELLATION).withTarget(RightRequests.path("disabled", "cancel"))));
        callers(steps);
        Random random = new Random(2);
        for (int i = 0; i < 600; i++) {
            int number = 12 + random.nextInt(40);
            switch (random.nextInt(5)) {
                case 0 -> steps.add(invoke());
                case 1, 2 -> steps.add(look(number));
                case 3 -> steps.add(cancel("$id" + number + "$"));
                default ->
                    steps.add(list("limit=" + (1 + random.nextInt(9)) + "&marker=$marker$"
                            + FILTERS.get(random.nextInt(FILTERS.size()))));
            }
        }
        // What happens later.
        steps.add(conversation -> {
            Thread.sleep(2_100);
            return "";
        });
        steps.add(list("limit=500"));
        for (int number = 0; number < 40; number++) {
            steps.add(look(number));
        }
        steps.add(list("limit=500"));
        return steps;
    }

    /** Ids and keys that callers choose. */
    private static void callers(List<Conversation.Step> steps) {
        for (String header :
                List.of("X-Request-Id", "Idempotency-Key", "X-Cff-Request-Id", "X-Correlation-Id", "traceparent")) {
            for (int i = 0; i < 2; i++) {
                for (Message message : List.of(
                        RightRequests.invoke("{}"),
                        RightRequests.invoke("["),
                        RightRequests.list(""),
                        RightRequests.list("limit=0"),
                        RightRequests.cancel(RightRequests.CANCELLATION),
                        RightRequests.cancel("{}"),
                        RightRequests.at("async-invocations", "/x"),
                        RightRequests.invoke("{}").withMethod("PUT"),
                        RightRequests.invoke("{}").replacing("Content-Type", "text/html"),
                        RightRequests.cancel("{}").with("Accept", "text/html"),
                        RightRequests.at("invocations-async", RightRequests.path("absent", "invocations-async")),
                        RightRequests.at("invocations-async", RightRequests.path("disabled", "invocations-async")))) {
                    steps.add(Conversation.asking(message.with(header, "11111111-2222-4333-8444-555555555555")));
                }
            }
        }
    }

    /** Pages of long listings, with and without others that come between them. */
    static List<Conversation.Step> pages() {
        List<Conversation.Step> steps = new ArrayList<>(population());
        for (int i = 0; i < 100; i++) {
            steps.add(invoke());
            steps.add(list(""));
            steps.add(list("limit=" + (i + 1)));
        }
        for (int number = 12; number < 60; number += 3) {
            steps.add(cancel("$id" + number + "$"));
            steps.add(look(number + 1));
        }
        for (int limit : new int[] {1, 2, 3, 4, 5, 7, 10, 11, 50, 99, 100, 101, 499, 500}) {
            for (String filter : FILTERS) {
                walk(steps, limit, filter, false);
            }
            walk(steps, limit, "", true);
            walk(steps, limit, "&status=WAIT", true);
        }
        for (int i = 0; i < 500; i++) {
            steps.add(invoke());
        }
        steps.add(list("limit=500"));
        steps.add(list("limit=499"));
        steps.add(list(""));
        walk(steps, 500, "", true);
        walk(steps, 100, "&query_begin_time=$time0$", false);
        return steps;
    }

    private static void walk(List<Conversation.Step> steps, int limit, String filter, boolean changing) {
        steps.add(list("limit=" + limit + filter));
        for (int page = 0; page < Math.min(8, 2 + 150 / limit); page++) {
            if (changing) {
                steps.add(invoke());
                steps.add(cancel("$id" + (60 + page) + "$"));
            }
            steps.add(list("limit=" + limit + "&marker=$marker$" + filter));
        }
    }

    /** Many that arrive at once, each on a connection of its own. */
    static List<Conversation.Step> crowds() {
        List<Conversation.Step> steps = new ArrayList<>();
        for (int count : new int[] {2, 4, 8, 16, 32}) {
            steps.add(conversation -> crowd(conversation, count));
        }
        return steps;
    }

    /** @return how many were accepted, are listed, and have ended after some looks */
    private static String crowd(Conversation conversation, int count) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        ExecutorService callers = Executors.newFixedThreadPool(count);
        try {
            for (Future<String> id :
                    callers.invokeAll(Collections.nCopies(count, (Callable<String>) () -> accepted(conversation)))) {
                ids.add(id.get());
            }
        } catch (ExecutionException e) {
            return "no answer";
        } finally {
            callers.shutdownNow();
        }
        StringBuilder told = new StringBuilder(
                conversation.ask(RightRequests.list("limit=500")).split("\n", 2)[0]);
        for (String id : ids.stream().distinct().sorted().toList()) {
            for (int i = 0; i < 3; i++) {
                // Ids that the conversation does not know have no order.
                told.append('\n')
                        .append(conversation
                                .ask(RightRequests.list("request_id=" + id))
                                .replaceAll("another: \"[^\"]*\"", "another")
                                .replaceAll("another (start|end)", "$1"));
            }
        }
        return ids.size() + " " + ids.stream().distinct().count() + " " + told;
    }

    private static String accepted(Conversation conversation) throws IOException {
        try (Wire wire = conversation.target().connect()) {
            Message message = RightRequests.invoke("{}")
                    .with("Host", conversation.target().host());
            Received received = wire.exchange(message.bytes(), "POST");
            return Reply.JSON
                    .readTree(received.answer().body())
                    .path("request_id")
                    .asText();
        }
    }

    private static Conversation.Step invoke() {
        return Conversation.asking(RightRequests.invoke("{}"));
    }

    private static Conversation.Step look(int number) {
        return list("request_id=$id" + number + "$");
    }

    private static Conversation.Step cancel(String id) {
        return Conversation.asking(RightRequests.cancel("{\"request_id\":\"" + id + "\"}"));
    }

    private static Conversation.Step list(String query) {
        return Conversation.asking(RightRequests.list(query));
    }
}
