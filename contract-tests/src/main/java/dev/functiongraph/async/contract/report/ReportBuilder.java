package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.report.Report.Entry;
import dev.functiongraph.async.contract.report.Report.Finding;
import dev.functiongraph.async.contract.report.Report.Group;
import dev.functiongraph.async.contract.report.Report.NamedFunction;
import dev.functiongraph.async.contract.report.Report.Totals;
import dev.functiongraph.async.contract.run.Mismatch;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Verdict;
import dev.functiongraph.async.contract.wire.Exchange;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The builder of a {@link Report} from the result of a run. */
final class ReportBuilder {
    static final int MOST_MISMATCHES = 50;

    private static final int MOST_MESSAGES = 6;
    private static final int EXCERPT = 2_000;

    private final Result result;
    private final ReportContext context;
    private final ReplayFiles replayFiles;

    ReportBuilder(Result result, ReportContext context, ReplayFiles replayFiles) {
        this.result = result;
        this.context = context;
        this.replayFiles = replayFiles;
    }

    Report build() {
        Map<String, List<Entry>> groups = new LinkedHashMap<>();
        for (Verdict verdict : result.verdicts()) {
            groups.computeIfAbsent(verdict.requirement().id().split("\\.")[0], name -> new ArrayList<>())
                    .add(entry(verdict));
        }
        return new Report(
                Objects.requireNonNullElse(ReportBuilder.class.getPackage().getImplementationVersion(), ""),
                result.contract(),
                context.side().name().toLowerCase(Locale.ROOT),
                harmless(result.subject()),
                result.started().truncatedTo(ChronoUnit.SECONDS).toString(),
                Printable.of(context.command() + context.selection() + repetition()),
                context.functions().stream()
                        .map(function -> new NamedFunction(function.role(), harmless(function.urn())))
                        .toList(),
                List.of("conformant", "not conformant", "inconclusive").get(result.exitCode()),
                result.exitCode(),
                seed(),
                result.verdicts().stream()
                        .mapToLong(verdict -> verdict.duration().toMillis())
                        .sum(),
                totals(),
                CoverageSummary.of(context.coverage().apply(result)),
                context.limit(),
                Register.of(result.contract()).of(context.side()).size(),
                CauseGrouping.of(groups.values().stream().flatMap(List::stream).toList()),
                groups.entrySet().stream()
                        .map(group -> new Group(group.getKey(), passed(group.getValue()), group.getValue()))
                        .toList());
    }

    private static long passed(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.outcome().equals("passed"))
                .count();
    }

    private String seed() {
        return "0x" + Long.toHexString(result.seed());
    }

    /** The end of a command that generates the same inputs for the same contract. */
    private String repetition() {
        boolean newest = result.contract().equals(Register.current().contract());
        return (newest ? "" : " --contract " + result.contract()) + " --seed " + seed() + context.subject();
    }

    private Totals totals() {
        long warnings = result.verdicts().stream().filter(Verdict::warns).count();
        return new Totals(
                result.count(Outcome.PASSED),
                result.count(Outcome.FAILED) - warnings,
                warnings,
                result.count(Outcome.KNOWN_FAILURE),
                result.count(Outcome.UNEXPECTEDLY_PASSED),
                result.count(Outcome.COULD_NOT_RUN),
                result.count(Outcome.NOT_APPLICABLE));
    }

    private Entry entry(Verdict verdict) {
        List<Mismatch> shown =
                verdict.mismatches().stream().limit(MOST_MISMATCHES).toList();
        return new Entry(
                verdict.requirement().id(),
                verdict.requirement().level().name().toLowerCase(Locale.ROOT),
                verdict.requirement().demand(),
                verdict.requirement().source(),
                outcome(verdict),
                harmless(verdict.note()),
                verdict.cases(),
                verdict.duration().toMillis(),
                shown.stream().map(mismatch -> finding(verdict, mismatch)).toList(),
                verdict.mismatches().size() - shown.size(),
                verdict.outcome() == Outcome.PASSED || verdict.outcome() == Outcome.NOT_APPLICABLE
                        ? ""
                        : again(verdict, shown));
    }

    private static String outcome(Verdict verdict) {
        return verdict.warns()
                ? "warning"
                : verdict.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private Finding finding(Verdict verdict, Mismatch mismatch) {
        List<Exchange> exchanges = mismatch.exchanges();
        return new Finding(
                harmless(mismatch.expected() + broken(exchanges)),
                harmless(mismatch.actual()),
                harmless(mismatch.call()),
                numbered(exchanges, "request", this::sent),
                numbered(exchanges, "answer", this::received),
                replay(verdict.requirement().id(), mismatch));
    }

    /** The keyword that the last request breaks on purpose. */
    private static String broken(List<Exchange> exchanges) {
        String breaks =
                exchanges.isEmpty() ? "" : exchanges.get(exchanges.size() - 1).breaks();
        return breaks.isEmpty() ? "" : ", as the request breaks " + breaks;
    }

    private String replay(String requirement, Mismatch mismatch) {
        List<Exchange> exchanges = mismatch.exchanges();
        if (context.base().isEmpty() || exchanges.isEmpty()) {
            return "";
        }
        ReplayLine line = new ReplayLine(context.base().get(), context.redaction(), replayFiles);
        return mismatch.together()
                ? line.of(requirement, exchanges)
                : line.ofSequence(requirement, exchanges)
                        .orElseGet(() -> exchanges.stream()
                                .skip(Math.max(0, exchanges.size() - MOST_MESSAGES))
                                .map(exchange -> line.of(requirement, List.of(exchange)))
                                .collect(Collectors.joining("\n")));
    }

    /** The first and the last ones of many: what matters is where it begins and what it comes to. */
    private static String numbered(List<Exchange> exchanges, String what, Function<Exchange, String> text) {
        int count = exchanges.size();
        if (count <= 1) {
            return exchanges.stream().map(text).collect(Collectors.joining());
        }
        return IntStream.range(0, count)
                .filter(i -> i < MOST_MESSAGES / 2 || i >= count - MOST_MESSAGES / 2)
                .mapToObj(i -> "[" + what + " " + (i + 1) + " of " + count + "]\n" + text.apply(exchanges.get(i)))
                .collect(Collectors.joining("\n\n"));
    }

    private String sent(Exchange exchange) {
        return harmless(Messages.masked(exchange, context.redaction()));
    }

    private String received(Exchange exchange) {
        return exchange.received()
                .map(received -> harmless(Messages.text(received.bytes())))
                .orElseGet(() -> incomplete(exchange));
    }

    /** An incomplete answer, and the reason. */
    private String incomplete(Exchange exchange) {
        String came =
                exchange.noAnswer().map(none -> Messages.text(none.came())).orElse("");
        return harmless(
                came.isEmpty() ? exchange.trouble() : came + "… (incomplete answer: " + exchange.trouble() + ")");
    }

    /** The answers that a check of a server judged may be those of another check, which must run, too. */
    private String again(Verdict verdict, List<Mismatch> mismatches) {
        Stream<String> senders = context.side() == Side.CLIENT
                ? Stream.empty() // a client's exchanges bear the ids of cases
                : mismatches.stream()
                        .flatMap(mismatch -> mismatch.exchanges().stream())
                        .map(Exchange::purpose);
        List<String> ids = Stream.concat(Stream.of(verdict.requirement().id()), senders)
                .distinct()
                .toList();
        return context.command() + " --only " + String.join(",", ids) + repetition();
    }

    private String harmless(String text) {
        return Printable.excerpt(Printable.of(context.redaction().text(text)), EXCERPT);
    }
}
