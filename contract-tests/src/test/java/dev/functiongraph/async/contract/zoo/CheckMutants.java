package dev.functiongraph.async.contract.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Servers that leave one of their checks out, answer it with another status, or have another limit of a body. */
final class CheckMutants {
    private static final String ALL = "all";

    private final List<Mutant> mutants = new ArrayList<>();

    private CheckMutants() {}

    static List<Mutant> all() {
        CheckMutants all = new CheckMutants();
        all.checks();
        all.sizes();
        return all.mutants;
    }

    private void add(String operator, String place, Supplier<? extends Model> model) {
        mutants.add(Mutant.of(operator, place, "", model));
    }

    /** One check of a request. */
    private enum Checked {
        SIZE,
        MEDIA_TYPE,
        CODING,
        ACCEPT,
        PROJECT,
        URN,
        EVENT
    }

    /** A model without a check in one operation, or that has it answered with another status. */
    private static final class Otherwise extends Model {
        private final Checked check;
        private final String operation;
        private final int status;

        Otherwise(Checked check, String operation, int status) {
            this.check = check;
            this.operation = operation;
            this.status = status;
        }

        /** A check that may refuse. */
        @FunctionalInterface
        private interface Refusing {
            void run() throws RefusedException;
        }

        private void run(Checked one, String of, Refusing refusing) throws RefusedException {
            if (one != check || !of.equals(operation)) {
                refusing.run();
                return;
            }
            if (status != 0) {
                try {
                    refusing.run();
                } catch (RefusedException e) {
                    throw new RefusedException(Reply.error(status, "it is not so"));
                }
            }
        }

        @Override
        void checkSize(Incoming request) throws RefusedException {
            run(Checked.SIZE, Place.operation(request), () -> super.checkSize(request));
        }

        @Override
        void checkMediaType(Incoming request) throws RefusedException {
            run(Checked.MEDIA_TYPE, Place.operation(request), () -> super.checkMediaType(request));
        }

        @Override
        void checkContentCoding(Incoming request) throws RefusedException {
            run(Checked.CODING, Place.operation(request), () -> super.checkContentCoding(request));
        }

        @Override
        void checkAccept(Incoming request) throws RefusedException {
            run(Checked.ACCEPT, Place.operation(request), () -> super.checkAccept(request));
        }

        @Override
        void checkEvent(Call call) throws RefusedException {
            run(Checked.EVENT, Place.operation(call.request()), () -> super.checkEvent(call));
        }

        @Override
        void checkProject(String project) throws RefusedException {
            run(Checked.PROJECT, ALL, () -> super.checkProject(project));
        }

        @Override
        void checkUrn(String urn) throws RefusedException {
            run(Checked.URN, ALL, () -> super.checkUrn(urn));
        }
    }

    private void checks() {
        for (Checked check : Checked.values()) {
            boolean ofPath = Set.of(Checked.PROJECT, Checked.URN).contains(check);
            for (String operation : ofPath ? List.of(ALL) : List.of("invoke", "list", "cancel")) {
                boolean none = (operation.equals("list") && check != Checked.ACCEPT && !ofPath)
                        || (operation.equals("cancel") && check == Checked.EVENT);
                if (!none) {
                    String place = operation + " check of "
                            + check.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                    for (int status : List.of(0, 400, 404, 422)) {
                        boolean right = status == 400 && (ofPath || check == Checked.EVENT);
                        if (!right) {
                            add(
                                    status == 0 ? "left out" : "status " + status,
                                    place,
                                    () -> new Otherwise(check, operation, status));
                        }
                    }
                }
            }
        }
    }

    private void sizes() {
        for (int more : List.of(-1, 1, 1_024, -1_024, 1_000_000)) {
            String operator = "by " + more;
            ServerSpecimen correct = ServerSpecimen.of("", operator);
            mutants.add(Mutant.of(operator, "limit of a body", "", correct.reading(() -> new WireReader() {
                @Override
                int maxBody() {
                    return super.maxBody() + more;
                }
            })));
            mutants.add(Mutant.of(operator, "limit of a chunked body", "", correct.reading(() -> new WireReader() {
                @Override
                int maxChunked() {
                    return super.maxChunked() + more;
                }
            })));
        }
    }
}
