package dev.clawgateway.net.http.wire;

import dev.clawgateway.core.Peer;
import dev.clawgateway.net.http.ErrorForm;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.net.http.RequestLog;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.net.http.Router;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides what is done about a request, without doing it. Shared by all connections. */
final class RequestJudge {
    private final Router router;
    private final BrowserRules browsers;
    private final ProxyRules proxies;
    private final int maxHeaders;
    private final @Nullable HttpRefusal all;
    private final Map<Family, CorsRules> cors;

    RequestJudge(Router router, BrowserRules browsers, ProxyRules proxies, int maxHeaders) {
        this.router = router;
        this.browsers = browsers;
        this.proxies = proxies;
        this.maxHeaders = maxHeaders;
        this.all = null;
        this.cors = new HashMap<>();
        for (Family family : router.families()) {
            if (family.cors() != null) {
                cors.put(family, new CorsRules(family.cors()));
            }
        }
    }

    private RequestJudge(RequestJudge like, HttpRefusal whatever) {
        router = like.router;
        browsers = like.browsers;
        proxies = like.proxies;
        maxHeaders = like.maxHeaders;
        all = whatever;
        cors = like.cors;
    }

    /** One that refuses whatever is asked. */
    RequestJudge refusing(HttpRefusal whatever) {
        return new RequestJudge(this, whatever);
    }

    /**
     * A verdict.
     *
     * @param peer at the other end of the connection
     * @param upgrades whether the request wants no more HTTP
     */
    RequestVerdict judge(HttpRequest request, Peer peer, boolean upgrades) {
        if (request.decoderResult().isFailure()) {
            return new RequestVerdict.Refused(malformed(request, request.decoderResult().cause()));
        } else if (request.headers().size() > maxHeaders) {
            return new RequestVerdict.Refused(
                    refusal(
                            request,
                            new HttpRefusal(431, "at most " + maxHeaders + " header fields")));
        }
        HttpRefusal unread = all != null ? all : proxies.refusal(peer, request.headers());
        if (unread != null) {
            return new RequestVerdict.Refused(refusal(request, unread));
        }
        return switch (RequestTarget.of(request)) {
            case RequestTarget.Read.Bad(String why) ->
                    new RequestVerdict.Refused(refusal(request, new HttpRefusal(400, why)));
            case RequestTarget.Read.Found(RequestTarget target) -> judge(request, target, upgrades);
        };
    }

    /** Somebody asks: whoever wants to know is told. */
    RequestLog.Line begins(HttpRequest request, Peer asker) {
        return router.log()
                .begins(asker, request.method().name(), RequestTarget.withoutQuery(request.uri()));
    }

    /** Who asks, where others pass requests on. */
    Peer asker(HttpRequest request, Peer peer) {
        return proxies.asker(peer, request.headers());
    }

    /** The refusal of a request that cannot be read, or is too long. */
    private RouteAnswer malformed(HttpRequest request, Throwable cause) {
        int status =
                switch (cause) {
                    case TooLongHttpLineException _ -> 414;
                    case TooLongHttpHeaderException _ -> 431;
                    case TooLongHttpContentException _ -> 413;
                    default -> 400;
                };
        return refusal(
                request,
                new HttpRefusal(status, HttpResponseStatus.valueOf(status).reasonPhrase()));
    }

    private RouteAnswer refusal(HttpRequest request, HttpRefusal refusal) {
        String path = RequestTarget.withoutQuery(request.uri());
        Family family = router.family(path);
        return refusal.answer(family, path).with(headers(family, request));
    }

    private RequestVerdict judge(HttpRequest request, RequestTarget target, boolean upgrades) {
        Router.Match match = router.find(request.method().name(), target.rawPath());
        Family family = match.family();
        // A session is of no family: pages that may use these paths may not open one.
        CorsRules rules = upgrades ? null : cors.get(family);
        HttpRefusal refusal = CredentialRules.refusal(request.headers(), target.query(), upgrades);
        if (refusal == null) {
            refusal =
                    browsers.refusal(
                            request.headers(),
                            target.authority(),
                            rules,
                            upgrades || !isSafe(request.method()));
        }
        if (refusal != null) {
            return new RequestVerdict.Refused(
                    refusal.answer(family, match.path()).with(headers(family, request)));
        } else if (upgrades) {
            return new RequestVerdict.Upgraded(family, match.path());
        }
        return routed(request, target, match);
    }

    private RequestVerdict routed(HttpRequest request, RequestTarget target, Router.Match match) {
        Family family = match.family();
        Map<String, String> headers = headers(family, request);
        ErrorForm errors = family.errors();
        return switch (match) {
            case Router.Match.Found found ->
                    new RequestVerdict.Served(found, target.query(), headers);
            case Router.Match.WrongMethod wrong -> wrongMethod(request, wrong, headers);
            case Router.Match.Unknown(_, String path) ->
                    new RequestVerdict.Answered(errors.error(404, "Not Found", path).with(headers));
            case Router.Match.Malformed(_, String path) ->
                    new RequestVerdict.Refused(
                            errors.error(400, "Bad Request", path).with(headers));
        };
    }

    private RequestVerdict wrongMethod(
            HttpRequest request, Router.Match.WrongMethod wrong, Map<String, String> headers) {
        CorsRules rules = cors.get(wrong.family());
        if (rules != null && request.method().equals(HttpMethod.OPTIONS)) {
            return new RequestVerdict.Answered(rules.preflight(origin(request)));
        }
        return new RequestVerdict.Answered(
                wrong.family()
                        .errors()
                        .error(405, onlyAllowed(wrong.allowed()), wrong.path())
                        .with("Allow", String.join(", ", wrong.allowed()))
                        .with(headers));
    }

    private static String onlyAllowed(List<String> methods) {
        int last = methods.size() - 1;
        return last == 0
                ? "only " + methods.getFirst() + " is allowed"
                : "only "
                        + String.join(", ", methods.subList(0, last))
                        + " and "
                        + methods.get(last)
                        + " are allowed";
    }

    private Map<String, String> headers(Family family, HttpRequest request) {
        CorsRules rules = cors.get(family);
        return rules == null ? Map.of() : rules.headers(origin(request));
    }

    private static String origin(HttpRequest request) {
        return request.headers().get(HttpHeaderNames.ORIGIN, "");
    }

    private static boolean isSafe(HttpMethod method) {
        return method.equals(HttpMethod.GET)
                || method.equals(HttpMethod.HEAD)
                || method.equals(HttpMethod.OPTIONS);
    }

    /** How long a request's body may be; nobody has judged its head yet. */
    int maxBodyBytes(HttpRequest request, int most) {
        if (RequestTarget.of(request) instanceof RequestTarget.Read.Found(RequestTarget target)
                && router.find(request.method().name(), target.rawPath())
                        instanceof Router.Match.Found found
                && found.route().maxBodyBytes() > 0) {
            int own = found.route().maxBodyBytes();
            return found.route().takesFiles() ? own : Math.min(most, own);
        }
        return most;
    }
}
