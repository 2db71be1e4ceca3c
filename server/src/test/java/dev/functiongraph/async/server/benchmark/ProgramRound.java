package dev.functiongraph.async.server.benchmark;

import java.time.Duration;

/** As many records as {@link GroupedAppend} brings to stable storage. */
record AppendRound(String letter, Candidate append) implements Round {
    @Override
    public void run(Duration duration, Report report) throws Exception {
        Duration cpu = append.cpu();
        append.tell(Long.toString(duration.toMillis()));
        long appended = Long.parseLong(append.await("appended "));
        report.add(letter, "appended per second", (double) appended * 1e3 / duration.toMillis());
        report.add(letter, Report.CPU, Report.micros(append.cpu().minus(cpu), appended));
    }
}
