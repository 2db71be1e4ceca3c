package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.Check;
import dev.functiongraph.async.contract.server.check.accept.AcceptChecks;
import dev.functiongraph.async.contract.server.check.answer.AnswerChecks;
import dev.functiongraph.async.contract.server.check.answer.AnswerIdentityChecks;
import dev.functiongraph.async.contract.server.check.answer.AnswerTextChecks;
import dev.functiongraph.async.contract.server.check.answer.OrderChecks;
import dev.functiongraph.async.contract.server.check.cancel.CancelBodyChecks;
import dev.functiongraph.async.contract.server.check.cancel.CancelChecks;
import dev.functiongraph.async.contract.server.check.cancel.CancelRequestChecks;
import dev.functiongraph.async.contract.server.check.credentials.CredentialChecks;
import dev.functiongraph.async.contract.server.check.event.ContentChecks;
import dev.functiongraph.async.contract.server.check.event.EventChecks;
import dev.functiongraph.async.contract.server.check.event.ValueChecks;
import dev.functiongraph.async.contract.server.check.function.FunctionChecks;
import dev.functiongraph.async.contract.server.check.function.UrnChecks;
import dev.functiongraph.async.contract.server.check.invoke.AtOnceChecks;
import dev.functiongraph.async.contract.server.check.invoke.InvokeChecks;
import dev.functiongraph.async.contract.server.check.invoke.OneRecordChecks;
import dev.functiongraph.async.contract.server.check.life.LifeChecks;
import dev.functiongraph.async.contract.server.check.life.StayingChecks;
import dev.functiongraph.async.contract.server.check.list.FilterChecks;
import dev.functiongraph.async.contract.server.check.list.ListChecks;
import dev.functiongraph.async.contract.server.check.list.ListQueryChecks;
import dev.functiongraph.async.contract.server.check.list.ListTimeChecks;
import dev.functiongraph.async.contract.server.check.list.QuerySpellingChecks;
import dev.functiongraph.async.contract.server.check.method.MethodChecks;
import dev.functiongraph.async.contract.server.check.path.NearPathChecks;
import dev.functiongraph.async.contract.server.check.path.PathChecks;
import dev.functiongraph.async.contract.server.check.sequence.SequenceChecks;
import dev.functiongraph.async.contract.server.check.signature.RightSignatureChecks;
import dev.functiongraph.async.contract.server.check.signature.SignatureFormChecks;
import dev.functiongraph.async.contract.server.check.signature.TamperingChecks;
import dev.functiongraph.async.contract.server.check.signature.WrongKeyChecks;
import dev.functiongraph.async.contract.server.check.wire.AfterErrorChecks;
import dev.functiongraph.async.contract.server.check.wire.BodyArrivalChecks;
import dev.functiongraph.async.contract.server.check.wire.ChunkChecks;
import dev.functiongraph.async.contract.server.check.wire.ConnectionChecks;
import dev.functiongraph.async.contract.server.check.wire.ContinueChecks;
import dev.functiongraph.async.contract.server.check.wire.FramingChecks;
import dev.functiongraph.async.contract.server.check.wire.HeadChecks;
import dev.functiongraph.async.contract.server.check.wire.HeaderChecks;
import dev.functiongraph.async.contract.server.check.wire.NextRequestChecks;
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
            AtOnceChecks.all(),
            OneRecordChecks.all(),
            ListChecks.all(),
            ListQueryChecks.all(),
            QuerySpellingChecks.all(),
            ListTimeChecks.all(),
            FilterChecks.all(),
            LifeChecks.all(),
            StayingChecks.all(),
            CancelChecks.all(),
            CancelRequestChecks.all(),
            CancelBodyChecks.all(),
            CredentialChecks.all(),
            RightSignatureChecks.all(),
            WrongKeyChecks.all(),
            TamperingChecks.all(),
            SignatureFormChecks.all(),
            FramingChecks.all(),
            ChunkChecks.all(),
            HeadChecks.all(),
            HeaderChecks.all(),
            NextRequestChecks.all(),
            ConnectionChecks.all(),
            ContinueChecks.all(),
            AfterErrorChecks.all(),
            BodyArrivalChecks.all(),
            FunctionChecks.all(),
            UrnChecks.all(),
            PathChecks.all(),
            NearPathChecks.all(),
            MethodChecks.all(),
            EventChecks.all(),
            ValueChecks.all(),
            ContentChecks.all(),
            AcceptChecks.all(),
            OrderChecks.all(),
            SequenceChecks.all(),
            AnswerChecks.all(),
            AnswerIdentityChecks.all(),
            AnswerTextChecks.all());

    private static final Set<String> ALONE = Set.of(
            "method.not-allowed",
            "method.head",
            "method.options",
            "invoke.one-record",
            "event.refused-leaves-no-record",
            "wire.malformed-chunk",
            "wire.abandoned-body",
            "wire.body-of-get",
            "wire.behind-close",
            "signature.refused-leaves-no-record",
            "life.stays");

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
        return of(new RunContext(settings, Contract.fromClassPath(), recorder, new TimeLimit(settings.time())));
    }

    static Map<String, Check> of(RunContext subject) {
        Map<String, Check> checks = new LinkedHashMap<>();
        all().forEach((id, check) -> checks.put(id, findings -> check.run(new Probe(id, subject, findings))));
        return checks;
    }

    /**
     * Whether a check runs when no other does: it looks for records that nobody else may leave meanwhile, or at what
     * all others have seen.
     */
    static boolean runsAlone(String requirement) {
        return (requirement.startsWith("answer.") && !requirement.equals("answer.order"))
                || ALONE.contains(requirement);
    }

    static Map<String, ServerCheck> all() {
        Map<String, ServerCheck> all = new LinkedHashMap<>();
        GROUPS.forEach(group -> group.forEach((id, check) -> {
            if (all.put(id, check) != null) {
                throw new IllegalStateException(id + " has two checks");
            }
        }));
        return all;
    }
}
