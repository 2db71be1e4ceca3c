package dev.functiongraph.async.contract.server.check.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One step of a sequence. It names no invocation by its id, so that it can be done again with others.
 *
 * @param number how many events are sent at once, which of the invocations so far is meant (modulo how many there are),
 *     or the limit of a first page
 * @param status of a first page's filter; empty for none, or {@link #LAST_STATUS}
 */
record Step(Action action, int number, String status) {
    /** The actions. A next page follows the last page of the same listing, whatever was done in between. */
    enum Action {
        INVOKE,
        CANCEL,
        LOOK,
        FIRST_PAGE,
        NEXT_PAGE
    }

    /** Instead of a status: the one in which an invocation was last seen to have ended. */
    static final String LAST_STATUS = "last";

    private static final int CANCELED = 3;
    private static final int MANY = 1_000;
    private static final int MOST_AT_ONCE = 20;
    private static final List<String> STATUSES = List.of("", "", "", "SUCCESS", "FAIL", "DISCARD", "WAIT");
    private static final int[] LIMITS = {1, 2, 2, 3, 5};

    /**
     * A sequence that begins with some invocations, at least two of them at once, and a listing; and ends with
     * cancellations, a listing of what is in the status of the last one, and one of all, while more are accepted.
     *
     * @param length how many random steps are between the two
     */
    static List<Step> sequence(Random random, int length) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(Action.INVOKE, 1, ""));
        steps.add(new Step(Action.INVOKE, 2 + random.nextInt(MOST_AT_ONCE - 1), ""));
        steps.add(firstPage(random));
        for (int i = 0; i < length; i++) {
            steps.add(next(random));
        }
        for (int i = 0; i < CANCELED; i++) {
            int which = random.nextInt(MANY);
            if (i % 2 == 0) {
                // It may run then.
                steps.add(new Step(Action.LOOK, which, ""));
            }
            steps.add(new Step(Action.CANCEL, which, ""));
            steps.add(new Step(Action.CANCEL, which, ""));
        }
        for (String status : List.of(LAST_STATUS, "")) {
            steps.add(new Step(Action.INVOKE, 2 + random.nextInt(MOST_AT_ONCE - 1), ""));
            steps.add(new Step(Action.FIRST_PAGE, 1, status));
            steps.add(new Step(Action.INVOKE, 1, ""));
            steps.add(new Step(Action.NEXT_PAGE, 0, ""));
            steps.add(new Step(Action.NEXT_PAGE, 0, ""));
        }
        return steps;
    }

    private static Step next(Random random) {
        int choice = random.nextInt(100);
        if (choice < 25) {
            return new Step(Action.INVOKE, random.nextInt(4) == 0 ? 1 + random.nextInt(MOST_AT_ONCE) : 1, "");
        }
        if (choice < 35) {
            return firstPage(random);
        }
        Action action = choice < 65 ? Action.NEXT_PAGE : choice < 82 ? Action.CANCEL : Action.LOOK;
        return new Step(action, random.nextInt(MANY), "");
    }

    private static Step firstPage(Random random) {
        return new Step(
                Action.FIRST_PAGE,
                LIMITS[random.nextInt(LIMITS.length)],
                STATUSES.get(random.nextInt(STATUSES.size())));
    }
}
