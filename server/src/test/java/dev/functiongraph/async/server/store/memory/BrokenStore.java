package dev.functiongraph.async.server.store.memory;

import dev.functiongraph.async.server.invocation.InvocationMaintenance;
import dev.functiongraph.async.server.invocation.InvocationQueue;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A store with a defect.
 *
 * @param method the operation of any role that has the defect, or {@code close}
 */
record BrokenStore(MemoryStore store, MemoryData data, String method, Defect defect) implements InvocationStore {

    /** A deliberate defect of an operation. */
    @FunctionalInterface
    interface Defect {
        /** @return what the operation returns */
        Object in(Call call);
    }

    /** A call of the operation that has the defect. */
    record Call(Object target, Method method, Object[] arguments, MemoryData data) {
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        <T> T argument(int index) {
            return (T) arguments[index];
        }

        Call with(int index, Object argument) {
            Object[] changed = arguments.clone();
            changed[index] = argument;
            return new Call(target, method, changed, data);
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        <T> T make() {
            try {
                return (T) method.invoke(target, arguments);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private <T> T broken(Class<T> role, T target) {
        return role.cast(
                Proxy.newProxyInstance(role.getClassLoader(), new Class<?>[] {role}, (proxy, called, arguments) -> {
                    Call call = new Call(target, called, arguments, data);
                    return called.getName().equals(method) ? defect.in(call) : call.make();
                }));
    }

    @Override
    public InvocationQueue queue() {
        return broken(InvocationQueue.class, store.queue());
    }

    @Override
    public InvocationMaintenance maintenance() {
        return broken(InvocationMaintenance.class, store.maintenance());
    }

    @Override
    public InvocationRecords records() {
        return broken(InvocationRecords.class, store.records());
    }

    @Override
    public void close() {
        if (method.equals("close")) {
            defect.in(new Call(null, null, null, data));
        }
        store.close();
    }
}
