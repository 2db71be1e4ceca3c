package dev.functiongraph.async.contract;

import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Operation;

/** An answer with its status line, which most libraries hide. */
record RawAnswer(String statusLine, Answer answer) {

    int status() {
        return answer.status();
    }

    String text() {
        return answer.text();
    }

    /** Itself, if it is exactly as documented. */
    RawAnswer conforming() {
        return conforming(Spec.INVOKE);
    }

    RawAnswer conforming(Operation operation) {
        Spec.conforming(operation, answer);
        return this;
    }
}
