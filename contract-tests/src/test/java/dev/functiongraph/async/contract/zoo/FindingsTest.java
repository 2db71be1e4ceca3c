package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.run.Mismatch;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Verdict;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a run says of a fault: its cause, in plain words. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class FindingsTest {

    @Test
    void aServerThatCompressesUnaskedFailsForThatAlone() throws Exception {
        ServerSpecimen compressing = FaultyTelling.all()
                .filter(specimen -> specimen.peculiarity().equals("compresses unasked"))
                .findFirst()
                .orElseThrow();
        List<Verdict> complaints = ZooRun.all().of(compressing).verdicts().stream()
                .filter(verdict -> verdict.outcome() != Outcome.PASSED && verdict.outcome() != Outcome.NOT_APPLICABLE)
                .toList();
        assertThat(complaints)
                .extracting(verdict -> verdict.requirement().id())
                .containsExactly("answer.content-coding");
        assertThat(complaints.get(0).mismatches()).extracting(Mismatch::actual).contains("Content-Encoding: gzip");
    }

    @Test
    void anInvocationThatIsNotListedFailsTheCheckThatLooksForIt() throws Exception {
        ServerSpecimen forgetful = listing(new Records() {
            @Override
            boolean isIn(Entry entry, String function, Listing listing) {
                return false;
            }
        });
        for (String requirement : List.of("life.ends", "life.times", "cancel.twice", "method.options")) {
            Verdict verdict = verdict(requirement, forgetful);
            assertThat(verdict.outcome()).as(requirement).isEqualTo(Outcome.FAILED);
            assertThat(verdict.mismatches().get(0).expected()).endsWith(", which was answered 202");
            assertThat(verdict.mismatches().get(0).actual()).isEqualTo("the listing does not have it");
        }
        assertThat(verdict("list.newest-first", forgetful).mismatches())
                .extracting(Mismatch::actual)
                .containsExactly("none of them is listed");
    }

    /** A record may be deleted after its end. */
    @Test
    void ofAnInvocationThatIsNotListedAnyMoreNothingIsSaid() throws Exception {
        ServerSpecimen tidy = listing(new Records() {
            @Override
            boolean isIn(Entry entry, String function, Listing listing) {
                return super.isIn(entry, function, listing) && !entry.status.equals("SUCCESS");
            }
        });
        Verdict verdict = verdict("life.ends", tidy);
        assertThat(verdict.outcome()).isEqualTo(Outcome.COULD_NOT_RUN);
        assertThat(verdict.note()).contains("the listing does not have the invocation ", " any more");
    }

    @Test
    void aLimitThatIsRefusedIsNoCountOfRecords() throws Exception {
        ServerSpecimen narrow = ServerSpecimen.of("", "no pages of more than 100")
                .with(() -> new Model() {
                    @Override
                    Listing listing(String query) throws RefusedException {
                        Listing asked = super.listing(query);
                        if (asked.limit() > 100) {
                            throw new RefusedException(Reply.error(400, "limit is too large"));
                        }
                        return asked;
                    }
                });
        assertThat(verdict("list.count", narrow).mismatches())
                .extracting(Mismatch::expected)
                .containsOnly("status 200");
    }

    private static ServerSpecimen listing(Records records) {
        return ServerSpecimen.of("", "lists otherwise").with(() -> new Model(records));
    }

    private static Verdict verdict(String requirement, ServerSpecimen specimen) throws Exception {
        return ZooRun.only(requirement).of(specimen).verdicts().get(0);
    }
}
