package dev.functiongraph.async.contract.wire;

/**
 * The lack of an answer, or of a whole one.
 *
 * @param why for people
 * @param came the beginning of the answer; usually empty
 */
public record NoAnswer(NoAnswerKind absence, String why, byte[] came) {}
