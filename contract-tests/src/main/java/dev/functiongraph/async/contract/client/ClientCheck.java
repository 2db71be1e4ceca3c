package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.Findings;
import dev.functiongraph.async.contract.run.NotApplicableException;
import java.util.List;

/** The check of one requirement of clients, by the results of some trials. */
public record ClientCheck(String id, List<Trial> trials, Judge judge) {

    /** The judge of one trial. */
    @FunctionalInterface
    public interface Judge {

        /**
         * @throws CouldNotRunException if nothing can be said of it, because another requirement was not met
         * @throws NotApplicableException if the client does not have what it is about
         */
        void judge(Conversation conversation, ClientExpectation expectation)
                throws CouldNotRunException, NotApplicableException;
    }

    public ClientCheck {
        trials = List.copyOf(trials);
    }

    /**
     * @throws CouldNotRunException if the client said nothing, or one of the trials could not be judged
     * @throws NotApplicableException if the client has none of the operations, or none does what this is about
     */
    void run(TrialRunner stage, Findings findings)
            throws CouldNotRunException, NotApplicableException, InterruptedException {
        CouldNotRunException obstacle = null;
        String lacking = "the client reports the operation as unsupported";
        for (Trial trial : trials) {
            Conversation conversation = stage.conversation(trial);
            if (conversation.report().kind() != ClientReport.Kind.UNSUPPORTED) {
                try {
                    judge.judge(conversation, new ClientExpectation(conversation, findings));
                    findings.judged();
                } catch (CouldNotRunException e) {
                    obstacle = e;
                } catch (NotApplicableException e) {
                    lacking = String.valueOf(e.getMessage());
                }
            }
        }
        if (obstacle != null) {
            throw obstacle;
        }
        if (findings.cases() == 0) {
            throw new NotApplicableException(lacking);
        }
    }
}
