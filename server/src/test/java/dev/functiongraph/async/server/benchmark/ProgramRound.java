package dev.functiongraph.async.server.benchmark;

import java.time.Duration;

/** As much as a program does that makes its load itself: told for how long, it says how often it was done or failed. */
record ProgramRound(String letter, Candidate program, String figure) implements Round {
    @Override
    public void run(Duration duration, Report report) throws Exception {
        Duration cpu = program.cpu();
        program.tell(Long.toString(duration.toMillis()));
        String[] done = program.await("done ").split(" ");
        long count = Long.parseLong(done[0]);
        report.add(letter, figure, (double) count * 1e3 / duration.toMillis());
        report.add(letter, Report.CPU, Report.micros(program.cpu().minus(cpu), count));
        report.add(letter, Report.ERRORS, Long.parseLong(done[1]));
    }
}
