package dev.functiongraph.async.contract.client;

/** How the reference server brings an answer, or does not. */
enum Delivery {
    /** All of it, with its length. */
    WHOLE,
    /** In chunks, with an extension and a trailer field. */
    CHUNKED,
    /** Its length is told by the connection's end. */
    UNTIL_CLOSE,
    /** Each byte by itself. */
    BYTE_BY_BYTE,
    /** After interim answers that nobody asked for. */
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

    /** What can be sent to somebody who speaks this version: HTTP/1.0 has neither chunks nor interim answers. */
    Delivery to(String version) {
        return version.equals("HTTP/1.0") && (this == CHUNKED || this == AFTER_INTERIM) ? WHOLE : this;
    }
}
