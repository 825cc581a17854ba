package dev.clawgateway.net.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Routes by the segments of their templates. A segment written out wins over a parameter. Built
 * once, then only read.
 */
final class PathTree {
    private final Branch root = new Branch();

    /** What stands at one place of the tree. */
    private static final class Branch {
        private final Map<String, Branch> written = new HashMap<>();
        private final Map<String, Route> routes = new TreeMap<>();
        private @Nullable Branch parameter;
    }

    void add(Route route) {
        Branch at = root;
        for (String segment : segments(route.template())) {
            at = isParameter(segment) ? parameter(at) : written(at, segment);
        }
        Route other = at.routes.putIfAbsent(route.method(), route);
        if (other != null) {
            throw new IllegalArgumentException(
                    route.method() + " " + route.template() + " is served twice");
        }
    }

    private static Branch written(Branch at, String segment) {
        return at.written.computeIfAbsent(segment, _ -> new Branch());
    }

    private static Branch parameter(Branch at) {
        Branch below = at.parameter == null ? new Branch() : at.parameter;
        at.parameter = below;
        return below;
    }

    /** The routes of a path, by method; empty when there are none. */
    Map<String, Route> find(List<String> path) {
        Branch found = find(root, new ArrayDeque<>(path));
        return found == null ? Map.of() : found.routes;
    }

    private static @Nullable Branch find(Branch at, Deque<String> rest) {
        String segment = rest.poll();
        if (segment == null) {
            return at.routes.isEmpty() ? null : at;
        }
        Branch written = at.written.get(segment);
        Branch found = written == null ? null : find(written, rest);
        if (found == null && at.parameter != null && !segment.isEmpty()) {
            found = find(at.parameter, rest);
        }
        rest.push(segment);
        return found;
    }

    static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    /** What stands between the slashes; the first is no end of anything. */
    static List<String> segments(String path) {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }
}
