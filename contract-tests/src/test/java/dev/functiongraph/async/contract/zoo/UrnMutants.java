package dev.functiongraph.async.contract.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Servers that read URNs otherwise, or look functions up by other parts of them. */
final class UrnMutants {
    private static final String REGION = "xxxxxxxxxxx";

    private final List<Mutant> mutants = new ArrayList<>();

    private UrnMutants() {}

    static List<Mutant> all() {
        UrnMutants all = new UrnMutants();
        all.fields();
        all.forms();
        all.literals();
        return all.mutants;
    }

    private void add(String operator, String place, Supplier<? extends Model> model) {
        mutants.add(Mutant.of(operator, place, "", model));
    }

    /** A change to one field of a URN. */
    private record Field(String name, String right, UrnEdit edit) {}

    /** A URN with another value of the field. */
    @FunctionalInterface
    private interface UrnEdit {
        Urn with(Urn urn, UnaryOperator<String> change);
    }

    private static final List<Field> FIELDS = List.of(
            new Field(
                    "region",
                    REGION,
                    (urn, change) ->
                            new Urn(change.apply(urn.region()), urn.project(), urn.group(), urn.name(), urn.version())),
            new Field(
                    "project",
                    Model.PROJECT,
                    (urn, change) ->
                            new Urn(urn.region(), change.apply(urn.project()), urn.group(), urn.name(), urn.version())),
            new Field(
                    "package",
                    "default",
                    (urn, change) ->
                            new Urn(urn.region(), urn.project(), change.apply(urn.group()), urn.name(), urn.version())),
            new Field(
                    "name",
                    "test",
                    (urn, change) ->
                            new Urn(urn.region(), urn.project(), urn.group(), change.apply(urn.name()), urn.version())),
            new Field(
                    "version",
                    "latest",
                    (urn, change) -> new Urn(
                            urn.region(), urn.project(), urn.group(), urn.name(), change.apply(urn.version()))));

    private void fields() {
        for (Field field : FIELDS) {
            String right = field.right();
            Map<String, UnaryOperator<String>> changes = Map.of(
                    "ignored", value -> right,
                    "in any letter case", value -> value.equalsIgnoreCase(right) ? right : value,
                    "a prefix will do", value -> value.startsWith(right) ? right : value,
                    "a suffix will do", value -> value.endsWith(right) ? right : value,
                    "its beginning will do", value -> !value.isEmpty() && right.startsWith(value) ? right : value,
                    "never known", value -> value + "x");
            changes.forEach((operator, change) -> {
                for (String operation : List.of("invoke", "list", "cancel")) {
                    add(operator, operation + " URN's " + field.name(), () -> new Model() {
                        @Override
                        Reply answer(Incoming request) {
                            return Place.operation(request).equals(operation)
                                    ? otherwise().answer(request)
                                    : super.answer(request);
                        }

                        private Model otherwise() {
                            return new Model(records) {
                                @Override
                                String lookUp(String project, String urn) throws RefusedException {
                                    Urn changed = field.edit().with(Urn.parse(project, urn), change);
                                    if (!project.equals(PROJECT)
                                            || !changed.project().equals(PROJECT)
                                            || !isKnown(changed)) {
                                        throw new RefusedException(
                                                Reply.error(404, "function '" + changed.name() + "' not exist"));
                                    }
                                    return changed.name();
                                }
                            };
                        }
                    });
                }
            });
        }
        for (boolean ignored : List.of(true, false)) {
            add(ignored ? "ignored" : "in any letter case", "path's project", () -> new Model() {
                @Override
                String lookUp(String project, String urn) throws RefusedException {
                    return super.lookUp(ignored || project.equalsIgnoreCase(PROJECT) ? PROJECT : project, urn);
                }
            });
        }
    }

    private void forms() {
        for (int fields : List.of(1, 2, 3, 4, 7, 8)) {
            for (int status : List.of(400, 404)) {
                add("refused with " + status, "URN of " + fields + " fields", () -> new Model() {
                    @Override
                    void checkUrn(String urn) throws RefusedException {
                        super.checkUrn(urn);
                        if (urn.split(":").length == fields) {
                            throw new RefusedException(Reply.error(status, "function_urn is malformed"));
                        }
                    }
                });
            }
        }
        add("an alias is a version", "URN", () -> new Model() {
            @Override
            boolean isKnown(Urn urn) {
                return super.isKnown(new Urn(
                        urn.region(),
                        urn.project(),
                        urn.group(),
                        urn.name(),
                        urn.version().replaceFirst("^!", "")));
            }
        });
    }

    private void literals() {
        Map<String, UnaryOperator<String>> changes = Map.of(
                "urn in any letter case", urn -> urn.replaceFirst("^(?i:urn):", "urn:"),
                "fss in any letter case", urn -> urn.replaceFirst("^(urn):(?i:fss):", "$1:fss:"),
                "function in any letter case", urn -> urn.replaceFirst(":(?i:function):", ":function:"),
                "any service", urn -> urn.replaceFirst("^urn:[a-z0-9]+:", "urn:fss:"),
                "any kind", urn -> urn.replaceFirst("^(urn:fss:[^:]*:[^:]*:)[a-z]+:", "$1function:"),
                "spaces around it are dropped", String::strip,
                "line breaks behind it are dropped", urn -> urn.replaceFirst("[\r\n]+$", ""),
                "colons at its end are dropped", urn -> urn.replaceFirst(":+$", ""),
                "slashes are colons", urn -> urn.replace('/', ':'),
                "plus is a space and dropped", urn -> urn.replace("+", ""));
        changes.forEach((operator, change) -> add(operator, "path's texts", () -> new Model() {
            @Override
            String decoded(String raw) throws RefusedException {
                return change.apply(super.decoded(raw));
            }
        }));
        add("decoded twice", "path's texts", () -> new Model() {
            @Override
            String decoded(String raw) throws RefusedException {
                return super.decoded(super.decoded(raw));
            }
        });
        add("never decoded", "path's texts", () -> new Model() {
            @Override
            String decoded(String raw) {
                return raw;
            }
        });
        add("a malformed escape stays", "path's texts", () -> new Model() {
            @Override
            String decoded(String raw) throws RefusedException {
                return super.decoded(raw.replaceAll("%(?![0-9A-Fa-f]{2})", ""));
            }
        });
    }
}
