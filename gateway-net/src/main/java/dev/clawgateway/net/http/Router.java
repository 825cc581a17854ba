package dev.clawgateway.net.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what serves a request. Built once; safe from any thread. */
public final class Router {
    private static final List<String> ORDER =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final Family root;
    private final Set<Family> families;
    private final PathTree tree = new PathTree();
    private final RequestLog log;

    /**
     * A router.
     *
     * @param root has the paths that belong to no other family
     * @param others families besides those of the routes
     */
    public Router(Family root, List<Family> others, List<Route> routes) {
        this(root, others, routes, RequestLog.NONE);
    }

    /**
     * The same whose requests are told of.
     *
     * @param log is told
     */
    public Router(Family root, List<Family> others, List<Route> routes, RequestLog log) {
        this.root = root;
        this.log = log;
        families = new LinkedHashSet<>(others);
        families.add(root);
        for (Route route : routes) {
            families.add(route.family());
            tree.add(route);
        }
    }

    /** Is told of every request, served or not. */
    public RequestLog log() {
        return log;
    }

    /** All of them. */
    public Set<Family> families() {
        return Collections.unmodifiableSet(families);
    }

    /** What became of a search. */
    public sealed interface Match {
        /** Whose path it is. */
        Family family();

        /** Decoded where that can be. */
        String path();

        /** Something serves it. */
        record Found(Route route, String path, Map<String, String> parameters) implements Match {
            @Override
            public Family family() {
                return route.family();
            }
        }

        /** The path is known, but not with this method. */
        record WrongMethod(Family family, String path, List<String> allowed) implements Match {}

        record Unknown(Family family, String path) implements Match {}

        /** The path cannot be decoded. */
        record Malformed(Family family, String path) implements Match {}
    }

    /**
     * What serves a request.
     *
     * @param path as sent, without the query
     */
    public Match find(String method, String path) {
        List<String> segments;
        try {
            segments = PathTree.segments(path).stream().map(Router::decoded).toList();
        } catch (IllegalArgumentException _) {
            return new Match.Malformed(family(path), path);
        }
        String readable = (path.startsWith("/") ? "/" : "") + String.join("/", segments);
        Map<String, Route> routes = path.startsWith("/") ? tree.find(segments) : Map.of();
        Route route = serving(method, routes);
        if (route != null) {
            return new Match.Found(route, readable, parameters(route, segments));
        }
        Family family = family(readable);
        return routes.isEmpty()
                ? new Match.Unknown(family, readable)
                : new Match.WrongMethod(family, readable, allowed(routes));
    }

    private static @Nullable Route serving(String method, Map<String, Route> routes) {
        Route own = routes.get(method);
        return own == null && method.equals("HEAD") ? routes.get("GET") : own;
    }

    /** To a slash between segments a decoded one is not equal. */
    private static String decoded(String segment) {
        return segment.indexOf('%') < 0
                ? segment
                : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Map<String, String> parameters(Route route, List<String> segments) {
        Map<String, String> parameters = new HashMap<>();
        List<String> template = PathTree.segments(route.template());
        for (int i = 0; i < template.size(); i++) {
            String name = template.get(i);
            if (PathTree.isParameter(name)) {
                parameters.put(name.substring(1, name.length() - 1), segments.get(i));
            }
        }
        return parameters;
    }

    private static List<String> allowed(Map<String, Route> routes) {
        Set<String> methods = new LinkedHashSet<>(routes.keySet());
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return ORDER.stream().filter(methods::contains).toList();
    }

    /** The family of a path that may be unknown. */
    public Family family(String path) {
        Family best = root;
        int fit = 0;
        for (Family family : families) {
            int length = family.fit(path);
            if (length > fit) {
                best = family;
                fit = length;
            }
        }
        return best;
    }
}
