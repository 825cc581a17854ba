package dev.clawgateway.net.http.wire;

import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.net.http.RouteAnswer;
import java.time.Duration;
import java.util.Map;

/**
 * Why a request is not served.
 *
 * @param status of HTTP
 * @param headers that belong to that status
 */
public record HttpRefusal(int status, String why, Map<String, String> headers) {
    public HttpRefusal(int status, String why) {
        this(status, why, Map.of());
    }

    /** It is too much at the moment. */
    public static HttpRefusal later(String why, Duration pause) {
        String seconds = Long.toString(Paces.seconds(pause));
        return new HttpRefusal(
                503, why + "; try again in " + seconds + " s", Map.of("Retry-After", seconds));
    }

    RouteAnswer answer(Family family, String path) {
        return family.errors().error(status, why, path).with(headers);
    }
}
