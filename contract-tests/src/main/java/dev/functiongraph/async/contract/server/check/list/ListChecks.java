package dev.functiongraph.async.contract.server.check.list;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.InvocationPoller;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The checks of a listing's content and order. */
public final class ListChecks {
    private static final int DEFAULT_LIMIT = 100;
    private static final int OWN = 5;
    private static final int MOST_PAGES = 100;
    private static final int SMALL_PAGES = 50;
    private static final int FEW_PAGES = 12;
    private static final int LARGE = 500;
    /** At the edges of the numbers of each length. */
    private static final List<Integer> LIMITS =
            List.of(1, 2, 3, 9, 10, 19, 90, 99, DEFAULT_LIMIT, 109, 190, 199, 290, 399, 400, 409, 490, 499, LARGE);

    private ListChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "list.finds-accepted", ListChecks::findsAccepted,
                "list.newest-first", ListChecks::newestFirst,
                "list.count", ListChecks::count,
                "list.pages", ListChecks::pages,
                "list.absent-function", ListChecks::absentFunction,
                "list.disabled-function", ListChecks::disabledFunction,
                "list.own-only", ListChecks::ownOnly);
    }

    private static void findsAccepted(Probe probe) throws CouldNotRunException {
        for (int i = 0; i < OWN; i++) {
            String id = Invocations.accepted(probe, probe.functions().enabled(), "{}");
            Exchange exchange =
                    probe.send(probe.requests().list(probe.functions().enabled(), "?request_id=" + id));
            List<String> found = Pages.ids(exchange);
            probe.expect(exchange)
                    .that(found.equals(List.of(id)), "a listing of the one invocation " + id, exchange.summary());
        }
    }

    private static void newestFirst(Probe probe) throws CouldNotRunException {
        List<String> own = accepted(probe);
        Collections.reverse(own);
        List<Exchange> pages = Pages.newest(probe, probe.functions().enabled(), own);
        List<String> listed =
                Pages.ids(pages).stream().filter(own::contains).distinct().toList();
        probe.expect(pages.get(0))
                .that(listed.equals(own), "in this order, newest first: " + String.join(", ", own), order(listed, own));
        smallPagesAreInOrder(probe, own);
    }

    /** Of pages with two and with three, some end among the own invocations. */
    private static void smallPagesAreInOrder(Probe probe, List<String> own) throws CouldNotRunException {
        for (int limit : new int[] {2, 3}) {
            List<Exchange> pages = new ArrayList<>();
            long marker = 0;
            do {
                int size = pages.size() > FEW_PAGES ? LARGE : limit;
                pages.add(Pages.page(probe, probe.functions().enabled(), "?limit=" + size + "&marker=" + marker));
                marker = Pages.next(pages.get(pages.size() - 1));
            } while (marker != 0 && !Pages.ids(pages).containsAll(own) && pages.size() < MOST_PAGES);
            List<String> listed =
                    Pages.ids(pages).stream().filter(own::contains).distinct().toList();
            probe.expect(pages)
                    .that(
                            own.stream().filter(listed::contains).toList().equals(listed),
                            "in this order on pages of " + limit + ", newest first: " + String.join(", ", own),
                            order(listed, own));
        }
    }

    private static String order(List<String> listed, List<String> own) {
        if (listed.isEmpty()) {
            return "none of them is listed";
        }
        return (listed.size() < own.size() ? "only these are listed: " : "they are listed as ")
                + String.join(", ", listed);
    }

    private static List<String> accepted(Probe probe) throws CouldNotRunException {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < OWN; i++) {
            own.add(Invocations.accepted(probe, probe.functions().enabled(), "{}"));
        }
        return own;
    }

    private static void count(Probe probe) throws CouldNotRunException, InterruptedException {
        // More than the default limit, so that the limit has an effect.
        Concurrently.send(probe, probe.requests().invoke(probe.functions().enabled(), "{}"), 16, DEFAULT_LIMIT + 1);
        countIsUpTo(probe, "", DEFAULT_LIMIT);
        for (int limit : LIMITS) {
            countIsUpTo(probe, "?limit=" + limit, limit);
        }
        countIsUpTo(probe, "?query_begin_time=2999-01-01T00:00:00Z", DEFAULT_LIMIT);
    }

    private static void countIsUpTo(Probe probe, String query, int limit) throws CouldNotRunException {
        Exchange exchange = probe.send(probe.requests().list(probe.functions().enabled(), query));
        if (exchange.status() != 200) {
            probe.expect(exchange).status(200);
            return;
        }
        JsonNode page = exchange.json().orElseThrow(() -> Pages.missing(probe, exchange));
        int size = page.path("invocations").size();
        JsonNode count = page.path("count");
        probe.expect(exchange)
                .that(
                        count.asInt(-1) == size,
                        "count " + size + ", the number of records",
                        count.isMissingNode() ? "there is no count" : "count is " + count)
                .that(size <= limit, "at most " + limit + " records", "there are " + size);
    }

    /** Others are accepted between the pages; then bigger pages show whether anything comes again. */
    private static void pages(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        List<String> own = accepted(probe);
        List<Exchange> pages = new ArrayList<>();
        long marker = 0;
        for (int i = 0; i < MOST_PAGES; i++) {
            boolean seen = Pages.ids(pages).containsAll(own);
            int limit = seen ? LARGE : limit(i);
            pages.add(Pages.page(probe, urn, "?limit=" + limit + "&marker=" + marker));
            marker = Pages.next(pages.get(i));
            if (marker == 0 || (limit == LARGE && seen && i > OWN + 5)) {
                break;
            }
            if (i < OWN) {
                Invocations.accepted(probe, urn, "{\"accepted\":\"meanwhile\"}");
            }
        }
        for (String id : own) {
            expectOnce(probe, id, pages);
        }
        pagesOfAFilter(probe, own);
        listingEnds(probe, own.get(0));
    }

    private static void pagesOfAFilter(Probe probe, List<String> own) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String status = InvocationPoller.ended(probe, urn, own.get(0)).status();
        List<String> alike = new ArrayList<>();
        for (String id : own) {
            if (InvocationPoller.ended(probe, urn, id).status().equals(status)) {
                alike.add(id);
            }
        }
        List<Exchange> pages = new ArrayList<>();
        long marker = 0;
        do {
            int limit = Pages.ids(pages).containsAll(alike) ? LARGE : limit(pages.size());
            pages.add(Pages.page(probe, urn, "?status=" + status + "&limit=" + limit + "&marker=" + marker));
            marker = Pages.next(pages.get(pages.size() - 1));
        } while (marker != 0 && pages.size() < MOST_PAGES);
        for (String id : alike) {
            expectOnce(probe, id, pages);
        }
        Exchange last = pages.get(pages.size() - 1);
        List<String> before = Pages.ids(pages.subList(0, pages.size() - 1));
        boolean again = Pages.ids(last).stream().anyMatch(before::contains);
        probe.expect(last).that(!again, "what is on no page before", "it has invocations of a page before");
    }

    /** So many records of a page, by the number of pages before it: others may have invoked the function often. */
    private static int limit(int pages) {
        return pages > SMALL_PAGES ? LARGE : 2;
    }

    /** Shows the pages that have it more than once, or where there is none, all of them. */
    private static void expectOnce(Probe probe, String id, List<Exchange> pages) {
        int times = Collections.frequency(Pages.ids(pages), id);
        List<Exchange> having =
                pages.stream().filter(page -> Pages.ids(page).contains(id)).toList();
        probe.expect(having.isEmpty() ? pages : having)
                .that(
                        times == 1,
                        "the invocation " + id + " once on all " + pages.size() + " pages",
                        "found " + times + " times");
    }

    private static void listingEnds(Probe probe, String id) throws CouldNotRunException {
        String query = "?limit=1&request_id=" + id + "&marker=";
        Exchange page = Pages.page(probe, probe.functions().enabled(), query + 0);
        for (int i = 0; i < 2 && Pages.next(page) != 0; i++) {
            page = Pages.page(probe, probe.functions().enabled(), query + Pages.next(page));
        }
        probe.expect(page)
                .that(
                        Pages.next(page) == 0,
                        "next_marker 0 after the only record of a listing",
                        "next_marker is " + Pages.next(page));
    }

    private static void absentFunction(Probe probe) throws CouldNotRunException {
        probe.expect(probe.send(probe.requests().list(probe.functions().absent(), "")))
                .unknownFunction();
    }

    private static void disabledFunction(Probe probe) throws CouldNotRunException {
        probe.expect(probe.send(probe.requests().list(probe.functions().disabled(), "")))
                .status(200);
    }

    private static void ownOnly(Probe probe) throws CouldNotRunException {
        String id = Invocations.accepted(probe, probe.functions().enabled(), "{}");
        for (String query : List.of("?request_id=" + id, "?limit=500")) {
            Exchange exchange =
                    probe.send(probe.requests().list(probe.functions().disabled(), query));
            List<String> found = Pages.ids(exchange);
            probe.expect(exchange)
                    .that(!found.contains(id), "no invocation of another function", "it contains the other's " + id);
        }
    }
}
