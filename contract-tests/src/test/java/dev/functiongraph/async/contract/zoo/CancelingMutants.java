package dev.functiongraph.async.contract.zoo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Servers that cancel otherwise. */
final class CancelingMutants extends RecordMutants {
    static final int CANCELED = 4208;

    @Override
    void addAll() {
        for (String from : List.of("WAIT", "RUNNING")) {
            for (String to : TransitionMutants.STATUSES) {
                boolean right = to.equals(from.equals("WAIT") ? "DISCARD" : "FAIL");
                if (!right) {
                    add("becomes " + to, "canceling " + from, () -> canceling(from, entry -> entry.status = to));
                    add("is said to be " + to, "canceling " + from, () -> telling(from, to));
                }
            }
            for (int code : List.of(0, 4201, 4207, 4209, -4208, 8042)) {
                add("code " + code, "canceling " + from, () -> canceling(from, entry -> entry.code = code));
            }
            add("does not say when it ended", "canceling " + from, () -> canceling(from, entry -> entry.ended = null));
            add(
                    "starts after its end",
                    "canceling " + from,
                    () -> canceling(from, entry -> entry.started = entry.ended.plusSeconds(1)));
        }
        for (String end : List.of("SUCCESS", "FAIL", "DISCARD")) {
            for (String to : TransitionMutants.STATUSES) {
                if (!to.equals(end)) {
                    add("becomes " + to, "canceling again " + end, () -> new Records() {
                        @Override
                        synchronized String cancel(String function, String id) {
                            Entry entry = find(id);
                            boolean ended = entry.status.equals(end);
                            String status = super.cancel(function, id);
                            if (ended) {
                                entry.status = to;
                            }
                            return ended ? to : status;
                        }
                    });
                    add("is said to be " + to, "canceling again " + end, () -> new Records() {
                        @Override
                        synchronized String cancel(String function, String id) {
                            boolean ended = find(id).status.equals(end);
                            String status = super.cancel(function, id);
                            return ended ? to : status;
                        }
                    });
                }
            }
        }
        Map<String, Consumer<Records.Entry>> touches = Map.of(
                "ends again", entry -> entry.ended = Instant.now().plusMillis(1),
                "gets a code", entry -> entry.code = CANCELED,
                "loses its start", entry -> entry.started = null,
                "loses its code", entry -> entry.code = 0);
        touches.forEach((operator, touch) -> add(operator, "canceling again", () -> new Records() {
            @Override
            synchronized String cancel(String function, String id) {
                Entry entry = find(id);
                boolean ended = entry.ended != null;
                String status = super.cancel(function, id);
                if (ended) {
                    touch.accept(entry);
                }
                return status;
            }
        }));
        for (String other : List.of("the one before", "the one behind", "all that wait", "nothing")) {
            add("cancels " + other, "canceling", () -> new Records() {
                @Override
                synchronized String cancel(String function, String id) {
                    int at = entries.indexOf(find(id));
                    switch (other) {
                        case "the one before" -> at = Math.max(0, at - 1);
                        case "the one behind" -> at = Math.min(entries.size() - 1, at + 1);
                        case "all that wait" ->
                            entries.stream()
                                    .filter(entry -> entry.status.equals("WAIT"))
                                    .toList()
                                    .forEach(entry -> super.cancel(function, entry.id));
                        default -> at = -1;
                    }
                    return at < 0 ? "DISCARD" : super.cancel(function, entries.get(at).id);
                }
            });
        }
    }

    /** Changes what has just been canceled in this status, and tells its status then. */
    private static Records canceling(String from, Consumer<Records.Entry> otherwise) {
        return new Records() {
            @Override
            synchronized String cancel(String function, String id) {
                Entry entry = find(id);
                boolean meant = entry.status.equals(from);
                super.cancel(function, id);
                if (meant) {
                    otherwise.accept(entry);
                }
                return entry.status;
            }
        };
    }

    /** Tells another status of what has just been canceled in this one. */
    private static Records telling(String from, String told) {
        return new Records() {
            @Override
            synchronized String cancel(String function, String id) {
                boolean meant = find(id).status.equals(from);
                String status = super.cancel(function, id);
                return meant ? told : status;
            }
        };
    }
}
