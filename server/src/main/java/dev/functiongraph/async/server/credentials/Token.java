package dev.functiongraph.async.server.credentials;

/** A token that a server accepts, of which it knows the keyed hash alone. */
record Token(Grant grant, TokenHash hash) {
    Token with(Grant other) {
        return new Token(other, hash);
    }
}
