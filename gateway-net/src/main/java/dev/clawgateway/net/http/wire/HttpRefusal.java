package dev.clawgateway.net.http.wire;

import dev.clawgateway.net.http.Answer;
import dev.clawgateway.net.http.Family;
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

    Answer answer(Family family, String path) {
        return family.errors().error(status, why, path).with(headers);
    }
}
