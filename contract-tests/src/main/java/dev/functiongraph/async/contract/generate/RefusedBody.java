package dev.functiongraph.async.contract.generate;

import java.nio.charset.StandardCharsets;

/**
 * A body that the contract refuses.
 *
 * @param breaks the place of the schema's keyword that it breaks, or the section of RFC 8259 that it is not true to
 */
public record RefusedBody(byte[] bytes, String breaks) {

    @Override
    public String toString() {
        return breaks + ": " + new String(bytes, StandardCharsets.UTF_8);
    }
}
