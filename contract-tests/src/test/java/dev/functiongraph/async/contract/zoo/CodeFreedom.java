package dev.functiongraph.async.contract.zoo;

/** What the contract leaves open in the code of the correct server: the rules by which a change of it is no fault. */
final class CodeFreedom {
    private CodeFreedom() {}

    static String of(CodeEdit.Found found) {
        return "";
    }
}
