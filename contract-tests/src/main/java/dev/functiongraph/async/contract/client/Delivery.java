package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.wire.NoAnswerKind;

/** The ways in which the reference server delivers an answer, or fails to. */
public enum Delivery {
    /** All of it, with its length. */
    WHOLE,
    /** In chunks, with an extension and a trailer field. */
    CHUNKED,
    /** Its length is given by the connection's end. */
    UNTIL_CLOSE,
    /** Each byte by itself, of a long head or body the first few hundred. */
    BYTE_BY_BYTE,
    /** After unrequested interim answers. */
    AFTER_INTERIM,
    /** The connection ends in the middle of the body. */
    CUT_OFF,
    /** Half the body comes, and then nothing more. */
    STALLED_BODY,
    /** The request is read, and nothing comes. */
    STALLED,
    /** The request is read, and the connection is closed. */
    CLOSED,
    /** The request is read, and the connection is reset. */
    RESET;

    /** The text for people of a delivery without a complete answer; empty for all others. */
    String lack() {
        return switch (this) {
            case CUT_OFF -> "the reference server aborted the connection in the middle of the body";
            case STALLED_BODY -> "the reference server sent half the body, then nothing";
            case STALLED -> "the reference server read the request, and sent nothing";
            case CLOSED -> "the reference server read the request, and closed the connection";
            case RESET -> "the reference server read the request, and reset the connection";
            default -> "";
        };
    }

    NoAnswerKind absence() {
        return this == STALLED || this == STALLED_BODY ? NoAnswerKind.SILENT : NoAnswerKind.CLOSED;
    }

    /** The delivery that a client of this version understands: HTTP/1.0 has neither chunks nor interim answers. */
    Delivery to(String version) {
        return version.equals("HTTP/1.0") && (this == CHUNKED || this == AFTER_INTERIM) ? WHOLE : this;
    }
}
