package dev.clawgateway.net.http;

/**
 * What one method of one path does.
 *
 * @param method {@code GET} serves {@code HEAD} too
 * @param template a path whose segments may be parameters: {@code /cluster/nodes/{id}}
 * @param operation which permission it needs, and the word for it in logs and metrics
 * @param maxBodyBytes a request with a longer body is refused; 0 where nobody looks at it, which
 *     leaves the bound of the connection. That of a route which {@linkplain #takesFiles takes
 *     files} counts instead of the connection's, another one only where it is the smaller
 */
public record Route(
        String method,
        String template,
        String operation,
        Family family,
        int maxBodyBytes,
        Handler handler) {
    public Route {
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException(template + " does not begin with a slash");
        }
    }

    private static final int LARGEST_USUAL = 1 << 20;

    /** Whether its bodies may be longer than those of other routes. */
    public boolean takesFiles() {
        return maxBodyBytes > LARGEST_USUAL;
    }

    /** A read, whose body nobody looks at. */
    public static Route get(String template, String operation, Family family, Handler handler) {
        return new Route("GET", template, operation, family, 0, handler);
    }
}
