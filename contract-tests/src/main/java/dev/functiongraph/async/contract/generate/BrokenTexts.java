package dev.functiongraph.async.contract.generate;

import dev.functiongraph.async.contract.spec.Parameters;
import dev.functiongraph.async.contract.spec.SpecNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;

/** The generator of texts that the schema of a parameter refuses. */
public final class BrokenTexts {
    private BrokenTexts() {}

    /**
     * Texts of which the schema itself says that it refuses them, each once.
     *
     * @param valid a text that it takes
     * @param count how many mutations of the valid text are tried besides what is always tried
     */
    public static List<BrokenValue<String>> of(SpecNode parameter, String valid, Random random, int count) {
        SpecNode schema = parameter.at("schema");
        List<BrokenValue<String>> broken = new ArrayList<>();
        for (String text : new LinkedHashSet<>(TextMutations.of(schema, valid, random, count))) {
            if (!isWholeNumberAfterAll(schema, text)) {
                Parameters.broken(schema, text).stream()
                        .findFirst()
                        .ifPresent(keyword -> broken.add(new BrokenValue<>(text, keyword)));
            }
        }
        return broken;
    }

    /** The contract does not forbid +5, 5.0 or 5e0 for 5, so a server may accept them. */
    private static boolean isWholeNumberAfterAll(SpecNode schema, String text) {
        return schema.at("type").text().equals("integer")
                && text.matches("[+-]?[0-9]+(\\.0*)?([eE].*)?|\\+.*")
                && !text.matches("-?[0-9]+");
    }
}
