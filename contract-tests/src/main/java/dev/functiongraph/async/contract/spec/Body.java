package dev.functiongraph.async.contract.spec;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The checker of a body and its Content-Type against the contract's {@code content}. */
final class Body {
    private Body() {}

    static void check(SpecNode content, Headers headers, byte[] body, Consumer<String> problems) {
        checkType(content, headers, problems);
        checkValue(content, body, problems);
    }

    static void checkType(SpecNode content, Headers headers, Consumer<String> problems) {
        List<String> types = headers.values("Content-Type");
        if (types.size() != 1) {
            problems.accept(types.isEmpty() ? "there is no Content-Type" : "there is more than one Content-Type");
        }
        types.stream().findFirst().ifPresent(type -> checkType(content, type, problems));
    }

    static void checkValue(SpecNode content, byte[] body, Consumer<String> problems) {
        // Checked against the contract's schema even if the declared type is wrong, to report all problems.
        SpecNode schema = content.at(Json.MEDIA_TYPE).at("schema");
        Optional.of(schema)
                .filter(SpecNode::exists)
                .flatMap(declared -> Json.read(body, problems))
                .ifPresent(value -> {
                    Consumer<String> ofBody = problem -> problems.accept("body: " + problem);
                    schema.problems(value).forEach(ofBody);
                    Formats.check(schema, value, "", ofBody);
                });
    }

    private static void checkType(SpecNode content, String declared, Consumer<String> problems) {
        MediaType.parse(declared)
                .ifPresentOrElse(
                        type -> {
                            if (!content.children().containsKey(type.name())) {
                                problems.accept("Content-Type " + declared + " is not documented");
                            }
                            if (!type.isUtf8()) {
                                problems.accept("Content-Type " + declared + " names another charset than UTF-8");
                            }
                        },
                        () -> problems.accept("Content-Type " + declared + " is malformed"));
    }
}
