package dev.functiongraph.async.contract.spec;

import java.util.Locale;

/** The operations of the contract. */
public enum OperationId {
    INVOKE("asyncInvokeFunction"),
    LIST("listAsyncInvocations"),
    CANCEL("cancelAsyncInvocation");

    private final String text;

    OperationId(String text) {
        this.text = text;
    }

    /** The contract's {@code operationId}. */
    public String text() {
        return text;
    }

    /** The word for it in a client's case: {@code invoke}, {@code list} or {@code cancel}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
