package dev.functiongraph.async.server.http.request;

/** The checks of a request in the contract's order: the first that fails decides the answer. */
enum RequestCheck {
    /** 403 to web pages of other origins, where no credentials are required. */
    ORIGIN,
    /** 400 to paths with more than one meaning, of which no other check could be sure. */
    URI,
    /** 401 by the headers alone; of tokens that is all, and 403 follows. */
    CREDENTIALS,
    /** 413. */
    SIZE,
    /** 401 to a signature that is wrong for the body, then 403. */
    SIGNATURE,
    /** 415. */
    MEDIA_TYPE,
    /** 406. */
    ACCEPT,
    /** 400. */
    SYNTAX;

    /** Of a filter of Jersey: the lowest one is the first. */
    int priority() {
        return 1_000 + ordinal();
    }
}
