package dev.functiongraph.async.server.store.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Faults below a store: every statement that it has its database execute goes through here, and can be made to fail, or
 * to wait. Thread-safe.
 */
public final class Faults {
    private static final Fault NONE = (sql, number) -> {};

    private volatile Fault before = NONE;
    private volatile Fault after = NONE;
    private final AtomicInteger executed = new AtomicInteger();

    /** Fails by throwing; counts statements from 1 since the fault was injected. */
    @FunctionalInterface
    public interface Fault {
        void at(String sql, int number) throws SQLException;
    }

    /** Instead of a statement, which is then not executed; or before one, if nothing is thrown. */
    public void before(Fault fault) {
        executed.set(0);
        before = fault;
    }

    /** After a statement has taken effect. */
    public void after(Fault fault) {
        executed.set(0);
        after = fault;
    }

    public void heal() {
        before = NONE;
        after = NONE;
    }

    public static SQLException error() {
        return new SQLException("disk I/O error (injected)");
    }

    /** Lets a statement wait until a test opens the gate. */
    public static void await(CountDownLatch gate) throws SQLException {
        try {
            if (!gate.await(30, TimeUnit.SECONDS)) {
                throw new SQLException("nobody opened the gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException(e);
        }
    }

    public Connection through(Connection database) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = call(database, method, arguments);
            return result instanceof PreparedStatement statement ? through(statement, (String) arguments[0]) : result;
        });
    }

    private PreparedStatement through(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return call(statement, method, arguments);
            }
            int number = executed.incrementAndGet();
            before.at(sql, number);
            Object result = call(statement, method, arguments);
            after.at(sql, number);
            return result;
        });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> handler.handle(method, arguments)));
    }

    @FunctionalInterface
    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Throwable;
    }
}
