package dev.functiongraph.async.contract.zoo;

import java.util.List;

/** Servers whose invocations go from status to status otherwise. */
final class TransitionMutants extends RecordMutants {
    static final List<String> STATUSES = List.of("WAIT", "RUNNING", "SUCCESS", "FAIL", "DISCARD");

    @Override
    void addAll() {
        for (String from : List.of("WAIT", "RUNNING")) {
            for (String to : STATUSES) {
                boolean right = (from.equals("WAIT") && to.equals("RUNNING"))
                        || (from.equals("RUNNING") && to.equals("SUCCESS"));
                if (!right) {
                    add("to " + to + " alone", "life " + from, () -> new Records() {
                        @Override
                        void step(Entry entry) {
                            if (entry.status.equals(from)) {
                                entry.status = to;
                            } else {
                                super.step(entry);
                            }
                        }
                    });
                }
            }
        }
        for (String end : List.of("SUCCESS", "FAIL", "DISCARD")) {
            for (String to : STATUSES) {
                if (!to.equals(end)) {
                    add("becomes " + to, "life " + end, () -> new Records() {
                        @Override
                        void step(Entry entry) {
                            String before = entry.status;
                            super.step(entry);
                            if (before.equals(end)) {
                                entry.status = to;
                            }
                        }
                    });
                }
            }
        }
        add("never ends", "life", () -> new Records() {
            @Override
            void step(Entry entry) {
                if (entry.status.equals("WAIT")) {
                    super.step(entry);
                }
            }
        });
        add("one in three never ends", "life", () -> new Records() {
            @Override
            void step(Entry entry) {
                if (entry.number % 3 != 0 || entry.status.equals("WAIT")) {
                    super.step(entry);
                }
            }
        });
    }
}
