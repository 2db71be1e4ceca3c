package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages of a listing, stable while invocations are accepted, run and canceled between them. */
class PagingTest {
    private static final int RECORDS = 300;
    private static final String ALL = "all";
    private static final String WAITING = "waiting";

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open()
            .serving(
                    ScriptedFunction.entry(Caller.urn(ALL), "concurrency: 3"),
                    ScriptedFunction.entry(Caller.urn(WAITING), "concurrency: 3"));

    private final Random random = Seed.random();
    private final List<String> accepted = new ArrayList<>();
    private Caller caller;

    private void aFewHundredInvocationsOf(String function) {
        caller = new Caller(SERVER, Caller.urn(function));
        for (int i = 0; i < RECORDS; i++) {
            accept();
        }
    }

    @Test
    void whatWasThereAtTheBeginningComesExactlyOnceAndTheNewestFirst() {
        aFewHundredInvocationsOf(ALL);
        List<String> expected = new ArrayList<>(accepted);
        Collections.reverse(expected);

        assertThat(walk("")).as("seed %d", Seed.VALUE).containsExactlyElementsOf(expected);
    }

    @Test
    void whatFitsTheFilterAllTheTimeComesExactlyOnceAndNothingTwice() {
        aFewHundredInvocationsOf(WAITING);
        Set<String> before = new HashSet<>(caller.ids("?status=WAIT&limit=500"));
        List<String> seen = walk("status=WAIT&");
        List<String> after = caller.ids("?status=WAIT&limit=500");

        // What waits never waited later than at the beginning: it runs or is canceled, and that is its end.
        List<String> allTheTime = after.stream().filter(before::contains).toList();
        assertThat(allTheTime).as("seed %d", Seed.VALUE).hasSizeGreaterThan(RECORDS / 10);
        assertThat(seen).as("seed %d", Seed.VALUE).doesNotHaveDuplicates().isSubsetOf(before);
        assertThat(seen.stream().filter(allTheTime::contains)).containsExactlyElementsOf(allTheTime);
    }

    /** The ids on all pages, each of a random size, while something happens between them. */
    private List<String> walk(String filter) {
        List<String> ids = new ArrayList<>();
        long marker = 0;
        do {
            int limit = 1 + random.nextInt(20);
            Caller.Page page = caller.page("?" + filter + "limit=" + limit + "&marker=" + marker);
            assertThat(page.records()).hasSizeLessThanOrEqualTo(limit);
            ids.addAll(page.ids());
            marker = page.next();
            if (marker != 0) {
                assertThat(page.records()).hasSize(limit);
                somethingHappens();
            }
        } while (marker != 0);
        return ids;
    }

    private void somethingHappens() {
        for (int i = random.nextInt(6); i > 0; i--) {
            String any = accepted.get(random.nextInt(accepted.size()));
            switch (random.nextInt(3)) {
                case 0 -> accept();
                case 1 -> ScriptedFunction.letGo(any);
                default -> caller.canceled(any);
            }
        }
    }

    private void accept() {
        accepted.add(caller.accepted(random.nextBoolean() ? ScriptedFunction.HOLD : ScriptedFunction.SUCCEED));
    }
}
