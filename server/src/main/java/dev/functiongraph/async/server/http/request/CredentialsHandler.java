package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.credentials.CredentialsFile;
import dev.functiongraph.async.server.credentials.Grant;
import dev.functiongraph.async.server.credentials.InvalidCredentialsException;
import dev.functiongraph.async.server.credentials.signature.SignatureClaim;
import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.RefusedException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;

/**
 * The check of a request's credentials by its headers alone. That is all of a token; a signature is read here, and
 * checked by {@link SignatureHandler}.
 */
final class CredentialsHandler extends CredentialsCheck {
    /** The attribute of a request with what its headers say of its signature. */
    static final String CLAIM = SignatureClaim.class.getName();

    private static final String TOKEN_HEADER = "X-Auth-Token";
    private static final String BEARER = "Bearer";

    CredentialsHandler(
            CredentialsFile credentials, LateRefusals late, Audience audience, ErrorWriter errors, Handler handler) {
        super(credentials, late, audience, errors, handler);
    }

    @Override
    void check(Request request) {
        Optional<GuardedPath> path = GuardedPath.of(request, audience);
        if (path.isEmpty()) {
            return;
        }
        List<String> authorizations = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
        Optional<String> token = token(request, authorizations, path.get());
        boolean isSigned = authorizations.stream().anyMatch(SignatureClaim::isMeant);
        if (isSigned || (token.isEmpty() && !authorizations.isEmpty())) {
            request.setAttribute(CLAIM, claim(request, authorizations));
            return;
        }
        String scheme = path.get().project().isPresent() ? TOKEN_HEADER : BEARER;
        if (token.isEmpty()) {
            throw new RefusedException(ErrorStatus.UNAUTHORIZED, "valid credentials are required")
                    .with(HttpHeader.WWW_AUTHENTICATE.asString(), scheme);
        }
        Grant grant = credentials.token(token.get()).orElseThrow(() -> InvalidCredentialsRefusal.ofToken(scheme));
        path.get().requireAllowed(grant);
    }

    /** What scrapes metrics can send a bearer token, and often no other header. */
    private static Optional<String> token(Request request, List<String> authorizations, GuardedPath path) {
        List<String> tokens = request.getHeaders().getValuesList(TOKEN_HEADER);
        // Which of several counts, a proxy may see in another way.
        String token = tokens.isEmpty() ? null : String.join(", ", tokens);
        if (token != null || path.project().isPresent()) {
            return Optional.ofNullable(token);
        }
        return authorizations.stream()
                .filter(CredentialsHandler::isBearer)
                .map(text -> text.substring(BEARER.length()).strip())
                .findFirst();
    }

    private static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER + " ", 0, BEARER.length() + 1);
    }

    private SignatureClaim claim(Request request, List<String> authorizations) {
        try {
            if (authorizations.size() > 1) {
                throw new InvalidCredentialsException(
                        "the header Authorization was sent " + authorizations.size() + " times");
            }
            if (isBearer(authorizations.get(0))) {
                throw new InvalidCredentialsException("a Bearer token in the header Authorization is for the metrics"
                        + " alone: send a token as " + TOKEN_HEADER);
            }
            return SignatureClaim.read(new JettyRequestHead(request), authorizations.get(0), credentials.now());
        } catch (InvalidCredentialsException e) {
            throw InvalidCredentialsRefusal.ofSignature(e, Optional.empty());
        }
    }
}
