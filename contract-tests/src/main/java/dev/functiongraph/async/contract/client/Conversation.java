package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.Request;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.time.Duration;
import java.util.List;

/**
 * The result of a trial: the requests that the client sent, and its report.
 *
 * @param lasted from the first request to the client's end, less what this takes in the plain case; zero without a
 *     request
 */
public record Conversation(
        Trial trial, Operation operation, List<ServedRequest> turns, ClientReport report, Duration lasted) {

    public Conversation {
        turns = List.copyOf(turns);
    }

    public ClientCase call() {
        return trial.call();
    }

    /** The requests, as far as they are any, with targets that begin behind the base URL's path. */
    public List<Request> requests() {
        return turns.stream()
                .filter(turn -> !turn.incoming().message().method().isEmpty())
                .map(this::request)
                .toList();
    }

    /** @throws CouldNotRunException if there was none: that is for another check to report */
    public Request first() throws CouldNotRunException {
        return requests().stream()
                .findFirst()
                .orElseThrow(() -> new CouldNotRunException("the client sent no request in the case " + trial.id()));
    }

    /** A path outside the base URL's becomes one that the contract does not have. */
    private Request request(ServedRequest turn) {
        Message message = turn.incoming().message();
        // A server has to understand the absolute form, too.
        String target = message.target().replaceFirst("^(?i)http://[^/]*", "");
        String behind = target.startsWith(trial.path() + "/")
                ? target.substring(trial.path().length())
                : "(outside " + trial.path() + ")" + target;
        return message.withTarget(behind).request();
    }

    /** @throws CouldNotRunException if there was none: that is for another check to report */
    public long posts() throws CouldNotRunException {
        if (turns.stream().noneMatch(ServedRequest::isPost)) {
            throw new CouldNotRunException("the client sent no POST in the case " + trial.id());
        }
        return turns.stream().filter(ServedRequest::isPost).count();
    }

    List<Exchange> exchanges() {
        return turns.stream().map(turn -> turn.exchange(trial.id())).toList();
    }
}
