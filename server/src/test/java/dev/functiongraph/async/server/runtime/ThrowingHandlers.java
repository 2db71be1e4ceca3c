package dev.functiongraph.async.server.runtime;

import java.io.IOException;

/** Handlers that fail in every way in which a Java method can. */
public final class ThrowingHandlers {
    private ThrowingHandlers() {}

    public static final class AnError implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            throw new Error("an error");
        }
    }

    public static final class OutOfMemory implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            throw new OutOfMemoryError("mine");
        }
    }

    public static final class Death implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            throw new ThreadDeath();
        }
    }

    public static final class StackOverflow implements FunctionHandler {
        @Override
        @SuppressWarnings("InfiniteRecursion") // It is what this one is for.
        public String handle(String event, FunctionContext context) {
            return handle(event + "x", context);
        }
    }

    public static final class Interrupted implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) throws InterruptedException {
            throw new InterruptedException("long before the timeout");
        }
    }

    public static final class LateClass implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            throw new NoClassDefFoundError("no/Such");
        }
    }

    public static final class Initializer implements FunctionHandler {
        private static final class Broken {
            static final int VALUE = Integer.parseInt("broken");
        }

        @Override
        public String handle(String event, FunctionContext context) {
            return "" + Broken.VALUE;
        }
    }

    public static final class Sneaky implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            throw Sneaky.<RuntimeException>sneaky(new IOException("unannounced"));
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }

    public static final class Bare implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            throw Sneaky.<RuntimeException>sneaky(new Throwable("neither exception nor error"));
        }
    }

    public static final class NoMessage implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            throw new NullPointerException();
        }
    }

    public static final class SilentMessage implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            throw new IllegalStateException() {
                private static final long serialVersionUID = 1;

                @Override
                public String getMessage() {
                    throw new IllegalStateException("not even that");
                }
            };
        }
    }

    public static final class EndlessMessage implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            throw new IllegalStateException("x".repeat(10_000_000));
        }
    }

    public static final class Circular implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            Exception first = new Exception("first");
            IllegalStateException second = new IllegalStateException("second", first);
            first.initCause(second);
            throw second;
        }
    }

    /** Its message looks like further lines of the log. */
    public static final class Forging implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            throw new IllegalStateException("first\n2026-11-23T01:59:30.812Z ERROR\r\u2028second\n\tat all");
        }
    }

    public static final class SilentStack implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            throw new IllegalStateException("no stack") {
                private static final long serialVersionUID = 1;

                @Override
                public StackTraceElement[] getStackTrace() {
                    throw new IllegalStateException("not even that");
                }
            };
        }
    }

    public static final class Unmakeable implements FunctionHandler {
        public Unmakeable() {
            throw new IllegalStateException("no license");
        }

        @Override
        public String handle(String event, FunctionContext context) {
            return event;
        }
    }

    public static final class Unloadable implements FunctionHandler {
        static {
            fail();
        }

        private static void fail() {
            throw new OutOfMemoryError("no memory");
        }

        @Override
        public String handle(String event, FunctionContext context) {
            return event;
        }
    }
}
