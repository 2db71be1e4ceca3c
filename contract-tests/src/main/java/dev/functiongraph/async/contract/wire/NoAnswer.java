package dev.functiongraph.async.contract.wire;

/**
 * The lack of an answer, or of a whole one.
 *
 * @param why for people
 * @param came what came of it, or its beginning; mostly nothing
 */
public record NoAnswer(NoAnswerKind absence, String why, byte[] came) {}
