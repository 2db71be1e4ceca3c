package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.Check;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.wire.Recorder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All checks of servers, by the ids of their requirements. */
public final class ServerChecks {
    private static final List<Map<String, ServerCheck>> GROUPS = List.of(
            InvokeChecks.all(),
            ListChecks.all(),
            ListQueryChecks.all(),
            LifeChecks.all(),
            CancelChecks.all(),
            CancelRequestChecks.all(),
            CredentialChecks.all(),
            FramingChecks.all(),
            ChunkChecks.all(),
            HeadChecks.all(),
            ConnectionChecks.all(),
            ContinueChecks.all(),
            AfterErrorChecks.all(),
            BodyArrivalChecks.all(),
            FunctionChecks.all(),
            PathChecks.all(),
            MethodChecks.all(),
            EventChecks.all(),
            ContentChecks.all(),
            ContentCodingChecks.all(),
            AcceptChecks.all(),
            OrderChecks.all(),
            AnswerChecks.all());

    private ServerChecks() {}

    /** The ids of the requirements that are checked. */
    public static Set<String> ids() {
        return all().keySet();
    }

    /**
     * The checks of one server.
     *
     * @param recorder keeps every exchange of the run
     */
    public static Map<String, Check> of(ServerSettings settings, Recorder recorder) {
        Subject subject = new Subject(settings, Contract.fromClassPath(), recorder);
        Map<String, Check> checks = new LinkedHashMap<>();
        all().forEach((id, check) -> checks.put(id, findings -> check.run(new Probe(id, subject, findings))));
        return checks;
    }

    private static Map<String, ServerCheck> all() {
        Map<String, ServerCheck> all = new LinkedHashMap<>();
        GROUPS.forEach(group -> group.forEach((id, check) -> {
            if (all.put(id, check) != null) {
                throw new IllegalStateException(id + " has two checks");
            }
        }));
        return all;
    }
}
