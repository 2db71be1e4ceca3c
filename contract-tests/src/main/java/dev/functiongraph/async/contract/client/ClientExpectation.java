package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.client.ClientReport.Kind;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.Findings;
import dev.functiongraph.async.contract.run.Mismatch;

/** The expectations of a conversation. Each one that is not met becomes a mismatch. */
public final class ClientExpectation {
    private final Conversation conversation;
    private final Findings findings;

    ClientExpectation(Conversation conversation, Findings findings) {
        this.conversation = conversation;
        this.findings = findings;
    }

    /** @param expected and {@code actual}: complete phrases, for people */
    public ClientExpectation that(boolean holds, String expected, String actual) {
        if (!holds) {
            findings.add(new Mismatch(
                    expected,
                    actual + " (case " + conversation.trial().id() + ")",
                    conversation.exchanges(),
                    false,
                    conversation.call().toJson()));
        }
        return this;
    }

    /** The client reports this. */
    public ClientExpectation reports(Kind kind) {
        return that(conversation.report().kind() == kind, outcome(kind), said());
    }

    /** The client's report has this field. */
    public ClientExpectation tells(String field, String value) {
        return that(
                conversation.report().text(field).filter(value::equals).isPresent(),
                field + " " + value + " in the report",
                said());
    }

    /**
     * The client's report has this id, in whatever letter case: a UUID means the same in each (RFC 9562, section 4).
     */
    public ClientExpectation tellsId(String value) {
        return that(
                conversation
                        .report()
                        .text("request_id")
                        .filter(value::equalsIgnoreCase)
                        .isPresent(),
                "request_id " + value + " in the report",
                said());
    }

    /** The client reports that there was no success. */
    public ClientExpectation reportsFailure() {
        return that(conversation.report().isFailure(), outcome(Kind.ERROR) + " or " + outcome(Kind.FAILED), said());
    }

    /** The client reports no success; how it fails is for another requirement. */
    public ClientExpectation reportsNoSuccess() {
        return that(!conversation.report().isSuccess(), "no report of a success", said());
    }

    /** @throws CouldNotRunException if it was not sent at all: that is for another check to report */
    public ClientExpectation sentOnce() throws CouldNotRunException {
        long posts = conversation.posts();
        return that(posts == 1, "the POST to be sent once", "it was sent " + posts + " times");
    }

    /** As the client's line has it. */
    private static String outcome(Kind kind) {
        return "the outcome \"" + kind.word() + "\"";
    }

    private String said() {
        return conversation.report().toString();
    }
}
