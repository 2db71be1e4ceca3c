package dev.functiongraph.async.server;

import dev.functiongraph.async.server.runtime.FunctionContext;
import dev.functiongraph.async.server.runtime.FunctionHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Functions that act on the process they run in. */
public final class HostileFunctions {
    private HostileFunctions() {}

    public static final class Exiting implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            System.exit(0);
            return event;
        }
    }

    /** Ends the process without a word where the event says so, and takes its time where it does not. */
    public static final class Halting implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) throws InterruptedException {
            if (event.contains("halt")) {
                Runtime.getRuntime().halt(9);
            }
            Thread.sleep(300);
            return event;
        }
    }

    /** Its attempt is over when the process ends. */
    public static final class ExitingLater implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            new Thread(() -> System.exit(0), "later").start();
            return event;
        }
    }

    public static final class ExitingWhenConstructed implements FunctionHandler {
        public ExitingWhenConstructed() {
            System.exit(0);
        }

        @Override
        public String handle(String event, FunctionContext context) {
            return event;
        }
    }

    /** Ignores that it is told to stop. */
    public static final class Stubborn implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            while (true) {
                LockSupport.park();
                Thread.interrupted();
            }
        }
    }

    /** Leaves a thread behind that takes all memory and never gives it back. */
    public static final class Leaking implements FunctionHandler {
        private static final List<byte[]> LEAKED = new ArrayList<>();

        @Override
        public String handle(String event, FunctionContext context) {
            Thread thread = new Thread(Leaking::fill, "leak");
            thread.setDaemon(true);
            thread.start();
            return event;
        }

        private static void fill() {
            for (int size = 1 << 20; ; ) {
                try {
                    LEAKED.add(new byte[size]);
                } catch (OutOfMemoryError e) {
                    // It goes on with smaller pieces, and at last keeps full what anybody else gives back.
                    size = Math.max(16, size / 2);
                }
            }
        }
    }

    public static final class Printing implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            String line = "x".repeat(1_000);
            for (int i = 0; i < 2_000; i++) {
                System.out.println(line);
                System.err.println(line);
            }
            return event;
        }
    }
}
