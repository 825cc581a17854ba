package dev.clawgateway.server.http;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.http.ErrorForm;
import dev.clawgateway.net.http.RouteAnswer;
import java.math.BigDecimal;

/** Errors of the paths at the root. */
final class RootErrors implements ErrorForm {
    private final Time time;

    RootErrors(Time time) {
        this.time = time;
    }

    @Override
    public RouteAnswer error(int status, String detail, String path) {
        return RouteAnswer.json(
                status, Json.utf8(new Body(detail, status, Json.seconds(time.now()))));
    }

    private record Body(String error, int statusCode, BigDecimal timestamp) {}
}
