package dev.functiongraph.async.contract.cli;

import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Verdict;
import java.io.PrintWriter;

/** One line of a terminal, rewritten again and again. */
final class ProgressLine implements Progress {
    private static final int WIDTH = 60;

    private final PrintWriter out;
    private int count;
    private int ended;

    ProgressLine(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void started(Requirement requirement, int position, int all) {
        count = all;
        rewrite("%d of %d  %s".formatted(position, all, requirement.id()));
    }

    @Override
    public void ended(Verdict verdict) {
        ended++;
        if (ended == count) {
            rewrite("");
            out.print('\r');
            out.flush();
        }
    }

    private void rewrite(String text) {
        out.printf("\r%-" + WIDTH + "." + WIDTH + "s", text);
        out.flush();
    }
}
