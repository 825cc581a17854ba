package dev.clawgateway.net;

import java.util.Map;

/**
 * Why a request is not served.
 *
 * @param status of HTTP
 * @param headers that belong to that status
 */
record HttpRefusal(int status, String why, Map<String, String> headers) {
    HttpRefusal(int status, String why) {
        this(status, why, Map.of());
    }
}
