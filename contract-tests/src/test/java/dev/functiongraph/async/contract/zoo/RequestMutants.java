package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.spec.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The servers that read requests otherwise: what is changed in a request before the correct server reads it. */
abstract class RequestMutants {
    static final List<String> OPERATIONS = List.of("invoke", "list", "cancel");

    private final List<Mutant> mutants = new ArrayList<>();

    /** What ought to be refused becomes what is accepted, or the other way around. */
    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        for (RequestMutants some : List.of(
                new PathMutants(),
                new MethodMutants(),
                new QueryMutants(),
                new QueryTimeMutants(),
                new HeaderMutants(),
                new BodyMutants())) {
            some.addAll();
            all.addAll(some.mutants);
        }
        return all;
    }

    abstract void addAll();

    final void add(String operator, String place, String open, UnaryOperator<Incoming> change) {
        mutants.add(Mutant.of(operator, place, open, () -> new Model() {
            @Override
            Reply answer(Incoming request) {
                return super.answer(change.apply(request));
            }
        }));
    }

    /** For each operation on its own. */
    final void addEach(String operator, String part, String open, UnaryOperator<Incoming> change) {
        for (String operation : OPERATIONS) {
            add(operator, operation + " " + part, open, request -> {
                Incoming changed = change.apply(request);
                return Place.operation(changed).equals(operation) ? changed : request;
            });
        }
    }

    static Incoming withTarget(Incoming request, String target) {
        return new Incoming(
                request.method(), target, request.version(), request.headers(), request.body(), request.tooLarge());
    }

    static Incoming withHeaders(Incoming request, Headers headers) {
        return new Incoming(
                request.method(), request.target(), request.version(), headers, request.body(), request.tooLarge());
    }

    static Incoming withBody(Incoming request, byte[] body) {
        return new Incoming(
                request.method(), request.target(), request.version(), request.headers(), body, request.tooLarge());
    }
}
