package dev.clawgateway.server.http;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.http.Family;
import java.util.List;

/**
 * The families of paths, as far as no dialect has its own.
 *
 * @param root everything that belongs to no other
 */
public record Families(Family root, Family api) {
    /** Those of a gateway. */
    public static Families create(Time time) {
        return new Families(
                new Family("root", List.of(), new RootErrors(time)),
                new Family("api", List.of("/api/v1"), new ProblemDetails()));
    }
}
