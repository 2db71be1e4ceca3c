package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.config.WebOrigin;
import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.RefusedException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.StringUtil;

/**
 * The check of what a browser sends: a web page that is not this server's own is refused. It is made where no
 * credentials are required: there, all that a caller needs is to reach the address, and every page that someone on
 * this machine looks at does.
 */
final class BrowserHandler extends CheckHandler {
    /** Of the page itself, and what a person types or bookmarks. */
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final ServerNames names;
    private final Set<WebOrigin> allowed;

    BrowserHandler(ServerNames names, Set<WebOrigin> allowed, ErrorWriter errors, Handler handler) {
        super(errors, handler);
        this.names = names;
        this.allowed = allowed;
    }

    @Override
    void check(Request request) {
        if (!isAddressedToThisServer(request)) {
            // Not 421, which the contract does not have; like 403 it says that no other request of this kind will do.
            throw new RefusedException(
                    ErrorStatus.FORBIDDEN,
                    "the host of the request is none of this server's names; the setting allowed-hosts adds names");
        }
        if (!isFromAnAllowedPage(request)) {
            throw new RefusedException(
                    ErrorStatus.FORBIDDEN,
                    "web pages of other origins may not call this server;"
                            + " the setting allowed-origins names exceptions");
        }
    }

    /** By the request's target and by its Host header, which differ where the target is an absolute URI. */
    private boolean isAddressedToThisServer(Request request) {
        String target = request.getHttpURI().getHost();
        String host = host(request).getHost();
        return (StringUtil.isBlank(target) || names.contains(target))
                && (StringUtil.isBlank(host) || names.contains(host));
    }

    private boolean isFromAnAllowedPage(Request request) {
        HttpFields headers = request.getHeaders();
        if (headers.contains(HttpHeader.ORIGIN)) {
            return origins(headers).allMatch(origin -> isAllowed(origin, request));
        }
        // Without an Origin come pictures, scripts and links; older browsers and other programs say nothing at all.
        String site = headers.get("Sec-Fetch-Site");
        return site == null || OWN_SITES.contains(site) || isLinkToAPage(request);
    }

    private static Stream<String> origins(HttpFields headers) {
        return headers.getFields(HttpHeader.ORIGIN).stream()
                .map(field -> Optional.ofNullable(field.getValue()).orElse(""));
    }

    private boolean isAllowed(String text, Request request) {
        HostPort host = host(request);
        return WebOrigin.parse(text)
                .filter(origin -> allowed.contains(origin) || origin.isAt(host.getHost(), host.getPort(0)))
                .isPresent();
    }

    private static HostPort host(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        return new HostPort(StringUtil.isBlank(host) ? "" : host);
    }

    /** A person may follow a link to the documentation, say; the page with the link sees nothing of it. */
    private static boolean isLinkToAPage(Request request) {
        HttpFields headers = request.getHeaders();
        return request.getMethod().equals("GET")
                && "navigate".equals(headers.get("Sec-Fetch-Mode"))
                && "document".equals(headers.get("Sec-Fetch-Dest"))
                && ContractPath.project(request.getHttpURI().getDecodedPath()).isEmpty();
    }
}
