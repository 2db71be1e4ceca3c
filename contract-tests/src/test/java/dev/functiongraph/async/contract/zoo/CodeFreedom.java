package dev.functiongraph.async.contract.zoo;

import java.util.Set;

/** What the contract leaves open in the code of the correct server: the rules by which a change of it is no fault. */
final class CodeFreedom {
    private static final Set<String> TOLD = Set.of("anyJsonEvents", "token", "key");

    private CodeFreedom() {}

    static String of(CodeEdit.Found found) {
        if (TOLD.contains(found.method())) {
            return "it tells the tests alone what to give to the kit";
        }
        if (found.constant().equals(Integer.toString(WireReader.MAX_HEAD))) {
            return RequestFreedom.LARGE;
        }
        return found.operator().equals("other letter case") && found.constant().contains("(?i)")
                ? "the pattern has no letter case"
                : "";
    }
}
