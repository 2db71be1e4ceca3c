package dev.functiongraph.async.contract.zoo;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Servers that repair paths, and that overlook parts of a URN. */
final class FaultyRouting {
    private FaultyRouting() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(repairs(), overlooked(), encoded()).flatMap(servers -> servers);
    }

    private static Stream<ServerSpecimen> repairs() {
        return Stream.of(
                repairing("does not mind a slash at the end", path -> path.replaceFirst("/$", "")),
                repairing("merges slashes", path -> path.replaceAll("/+", "/")),
                repairing("merges slashes at the beginning", path -> path.replaceFirst("^/+", "/")),
                repairing("leaves out parameters behind a semicolon", path -> path.replaceAll(";[^/]*", "")),
                repairing("takes an extension for a format", path -> path.replaceFirst("\\.json$", "")),
                repairing("takes encoded slashes for separators", path -> path.replaceAll("(?i)%2F", "/")),
                repairing("takes encoded backslashes for separators", path -> path.replaceAll("(?i)%5C", "/")),
                repairing("decodes twice", path -> path.replace("%25", "%")),
                repairing("decodes a slash twice", path -> path.replaceAll("(?i)%252F", "/")),
                repairing("ends where a NUL is", path -> path.replaceAll("%00[^/]*", "")),
                repairing("leaves out spaces at the ends of segments", path -> path.replaceAll("(%20|%09)(?=/|$)", "")),
                repairing("takes an encoded question mark for one", path -> path.replaceAll("(%3F|%23)[^/]*$", "")),
                repairing("goes by the beginning of the last segment", path -> path.replaceFirst("cancelx$", "cancel")),
                repairing("finds the version anywhere", path -> path.replace("/v2/v2/", "/v2/")),
                repairing("needs no version", path -> path.startsWith("/v2/") ? path : "/v2" + path),
                repairing("knows any version", path -> path.replaceFirst("^/v[0-9]+/", "/v2/")),
                repairing(
                        "needs no name of the service",
                        path -> path.replaceFirst("^(/v2/[^/]+)/functions/", "$1/fgs/functions/")),
                repairing(
                        "takes underscores for hyphens",
                        path -> path.replace("async_invocations", "async-invocations")),
                repairing("takes the singular for the plural", path -> path.replace("/function/", "/functions/")),
                repairing("leaves out spaces at the beginnings of segments", path -> path.replaceAll("(?<=/)%20", "")),
                repairing("takes slashes in a URN for its colons", path -> path.replaceAll("(?i)%2F", ":")));
    }

    private static ServerSpecimen repairing(String peculiarity, UnaryOperator<String> repair) {
        return ServerSpecimen.of("path.edited", peculiarity).with(() -> new Model() {
            @Override
            Reply answer(Incoming request) {
                String query = request.target().substring(request.path().length());
                String path = repair.apply(request.path());
                return super.answer(request.withTarget(path + query));
            }
        });
    }

    private static Stream<ServerSpecimen> encoded() {
        return Stream.of(
                reading("knows no encoded names", query -> query.replaceAll("%[67][0-9a-f](?=[^&=]*=)", "x")),
                reading("knows no encoded values", query -> query.replaceAll("=([^&]*?)%[3-7][0-9a-f]", "=$1x")));
    }

    private static ServerSpecimen reading(String peculiarity, UnaryOperator<String> taken) {
        return ServerSpecimen.of("list.encoded-query", peculiarity).with(() -> new Model() {
            @Override
            Listing listing(String query) throws RefusedException {
                return super.listing(taken.apply(query));
            }
        });
    }

    private static Stream<ServerSpecimen> overlooked() {
        return Stream.of(
                knowing(
                        "takes no notice of the region",
                        urn -> new Urn("xxxxxxxxxxx", urn.project(), urn.group(), urn.name(), urn.version())),
                knowing(
                        "takes no notice of the package",
                        urn -> new Urn(urn.region(), urn.project(), "default", urn.name(), urn.version())),
                knowing(
                        "goes by the beginning of a name",
                        urn -> new Urn(
                                urn.region(),
                                urn.project(),
                                urn.group(),
                                urn.name().replaceFirst("^(test|disabled).+", "$1"),
                                urn.version())),
                knowing(
                        "goes by the end of a name",
                        urn -> new Urn(
                                urn.region(),
                                urn.project(),
                                urn.group(),
                                urn.name().replaceFirst(".+(test|disabled)$", "$1"),
                                urn.version())),
                knowing(
                        "goes by the beginning of a version",
                        urn -> new Urn(
                                urn.region(),
                                urn.project(),
                                urn.group(),
                                urn.name(),
                                urn.version().replaceFirst("^latest.*", "latest"))),
                knowing(
                        "asks its database with LIKE",
                        urn -> new Urn(
                                urn.region(),
                                urn.project(),
                                "default".matches(urn.group().replace('_', '.')) ? "default" : urn.group(),
                                urn.name(),
                                urn.version())),
                ServerSpecimen.of("function.every-field", "knows names by their beginnings")
                        .with(() -> new Model() {
                            @Override
                            String lookUp(String project, String urn) throws RefusedException {
                                return super.lookUp(project, urn.replaceFirst(":(t|te|tes):", ":test:"));
                            }
                        }),
                elsewhere("takes no notice of the package where it lists", "async-invocations"),
                elsewhere("takes no notice of the package where it cancels", "cancel"),
                overlooking("takes any service for fss", urn -> urn.replaceFirst("^urn:[^:]*:", "urn:fss:")),
                overlooking(
                        "takes any resource for a function",
                        urn -> urn.replaceFirst("^((?:[^:]*:){4})[^:]*:", "$1function:")));
    }

    private static ServerSpecimen knowing(String peculiarity, UnaryOperator<Urn> taken) {
        Supplier<Model> model = () -> new Model() {
            @Override
            boolean isKnown(Urn urn) {
                return super.isKnown(taken.apply(urn));
            }
        };
        return ServerSpecimen.of("function.every-field", peculiarity).with(model);
    }

    private static ServerSpecimen elsewhere(String peculiarity, String operation) {
        return ServerSpecimen.of("function.every-field", peculiarity).with(() -> new Model() {
            @Override
            Reply answer(Incoming request) {
                boolean meant = request.path().endsWith("/" + operation);
                return super.answer(
                        meant
                                ? request.withTarget(
                                        request.target().replaceFirst("(:function:)[A-Za-z0-9_-]+:", "$1default:"))
                                : request);
            }
        });
    }

    private static ServerSpecimen overlooking(String peculiarity, UnaryOperator<String> taken) {
        return ServerSpecimen.of("function.every-field", peculiarity).with(() -> new Model() {
            @Override
            void checkUrn(String urn) throws RefusedException {
                super.checkUrn(urn.split(":").length == 8 ? taken.apply(urn) : urn);
            }
        });
    }
}
