package dev.functiongraph.async.server.process;

/** The stack frame of a call of {@code System.exit}, which never returns. */
public final class ExitFrame {
    private ExitFrame() {}

    public static boolean is(StackTraceElement frame) {
        return frame.getMethodName().equals("exit")
                && (frame.getClassName().equals(System.class.getName())
                        || frame.getClassName().equals(Runtime.class.getName()));
    }
}
