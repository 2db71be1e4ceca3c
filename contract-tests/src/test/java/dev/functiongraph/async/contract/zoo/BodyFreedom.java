package dev.functiongraph.async.contract.zoo;

import java.util.Set;

/** What the contract leaves open in bodies: the rules by which it is no fault to read them otherwise. */
final class BodyFreedom {
    private static final String NUMBERS = "a value must be a text, so a number in any form is refused all the same";
    private static final Set<String> OF_NUMBERS = Set.of(
            "allow leading zeros for numbers",
            "allow leading plus sign for numbers",
            "allow leading decimal point for numbers",
            "allow trailing decimal point for numbers",
            "allow non numeric numbers");

    private BodyFreedom() {}

    static String of(String operation, String operator) {
        if (operation.equals("cancel") && operator.endsWith(" are texts")) {
            return "no such text is an id or a type, so it is refused all the same";
        }
        return operation.equals("invoke") && OF_NUMBERS.contains(operator) ? NUMBERS : "";
    }
}
