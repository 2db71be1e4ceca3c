package dev.functiongraph.async.contract.server.check.signature;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.NotApplicableException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.List;

/** The requests whose signatures are checked. */
final class SignedRequests {
    private SignedRequests() {}

    /** A check that only makes sense where requests are signed. */
    static ServerCheck withKey(ServerCheck check) {
        return probe -> {
            if (probe.settings().key().isEmpty()) {
                throw new NotApplicableException("no --ak was given, so no request is signed");
            }
            check.run(probe);
        };
    }

    static Message invoke(Probe probe) {
        return probe.requests().invoke(probe.functions().enabled(), "{\"signed\":\"event\"}");
    }

    static Message list(Probe probe) {
        return probe.requests().list(probe.functions().enabled(), "?limit=1");
    }

    static Message cancel(Probe probe) {
        return probe.requests().cancel(probe.functions().enabled(), Requests.CANCEL_OF_UNKNOWN_ID);
    }

    /** One of each operation. */
    static List<Message> each(Probe probe) {
        return List.of(invoke(probe), list(probe), cancel(probe));
    }

    /** The operations in turn: what is refused does not depend on them. */
    static Message any(Probe probe, int turn) {
        List<Message> each = each(probe);
        return each.get(turn % each.size());
    }

    static void expectRefused(Probe probe, List<Message> messages) throws CouldNotRunException, InterruptedException {
        for (Exchange exchange : Concurrently.send(probe, messages)) {
            probe.expect(exchange).status(401);
        }
    }
}
