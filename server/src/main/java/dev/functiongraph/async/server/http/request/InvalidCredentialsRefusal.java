package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.credentials.InvalidCredentialsException;
import dev.functiongraph.async.server.credentials.signature.SignatureClaim;
import dev.functiongraph.async.server.http.error.ClientTrouble.Kind;
import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.RefusedException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/** The refusal of credentials that were sent and do not count. Whoever guesses gets many of these. */
final class InvalidCredentialsRefusal extends RefusedException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> accessKey;
    private final Kind kind;

    private InvalidCredentialsRefusal(Kind kind, String message, String scheme, Optional<String> accessKey) {
        super(ErrorStatus.UNAUTHORIZED, message);
        with(HttpHeader.WWW_AUTHENTICATE.asString(), scheme);
        this.kind = kind;
        this.accessKey = accessKey;
    }

    static InvalidCredentialsRefusal ofToken(String scheme) {
        return new InvalidCredentialsRefusal(
                Kind.TOKEN, "the token is not valid (unknown, expired or revoked)", scheme, Optional.empty());
    }

    /** @param accessKey empty if it is not known whose the signature is to be */
    static InvalidCredentialsRefusal ofSignature(InvalidCredentialsException reason, Optional<String> accessKey) {
        return new InvalidCredentialsRefusal(
                Kind.SIGNATURE, String.valueOf(reason.getMessage()), SignatureClaim.ALGORITHM, accessKey);
    }

    Kind kind() {
        return kind;
    }

    Optional<String> accessKey() {
        return accessKey;
    }
}
