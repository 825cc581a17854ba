package dev.clawgateway.net.http.wire;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom and what a request asks for (RFC 9112 section 3.2).
 *
 * @param authority null only for HTTP/1.0, which need not name it
 * @param path with the query
 */
record RequestTarget(@Nullable Authority authority, String path) {
    /** A target, or why it is none. */
    sealed interface Read {
        record Found(RequestTarget target) implements Read {}

        record Bad(String why) implements Read {}
    }

    static Read of(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        boolean current = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (!current && !request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return new Read.Bad("only HTTP/1.0 and HTTP/1.1 are spoken");
        } else if (hosts.size() > 1) {
            return new Read.Bad("Host appears more than once");
        } else if (hosts.isEmpty() && current) {
            return new Read.Bad("Host is missing");
        }
        Authority host = hosts.isEmpty() ? null : Authority.parse(hosts.getFirst().strip());
        if (!hosts.isEmpty() && host == null) {
            return new Read.Bad("Host names no host and port");
        }
        return absolute(request.uri(), host);
    }

    /** The absolute form names the host itself, and Host does not count then. */
    private static Read absolute(String uri, @Nullable Authority host) {
        String lower = uri.length() < 8 ? "" : uri.substring(0, 8).toLowerCase(Locale.ROOT);
        int start = lower.startsWith("http://") ? 7 : lower.equals("https://") ? 8 : 0;
        if (start == 0) {
            return new Read.Found(new RequestTarget(host, uri));
        }
        int end = start;
        while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        Authority named = Authority.parse(uri.substring(start, end));
        String rest = uri.substring(end);
        return named == null
                ? new Read.Bad("the request names no host and port")
                : new Read.Found(
                        new RequestTarget(named, rest.startsWith("/") ? rest : "/" + rest));
    }

    /** As sent. */
    String rawPath() {
        return withoutQuery(path);
    }

    /** As sent, without the question mark; empty when there is none. */
    String query() {
        int start = path.indexOf('?');
        int end = path.indexOf('#');
        boolean none = start < 0 || (end >= 0 && end < start);
        return none ? "" : path.substring(start + 1, end < 0 ? path.length() : end);
    }

    static String withoutQuery(String uri) {
        int end = 0;
        while (end < uri.length() && uri.charAt(end) != '?' && uri.charAt(end) != '#') {
            end++;
        }
        return uri.substring(0, end);
    }
}
