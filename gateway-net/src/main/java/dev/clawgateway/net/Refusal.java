package dev.clawgateway.net;

import java.util.Map;

/**
 * Why a request is not served.
 *
 * @param status of HTTP
 * @param headers that belong to that status
 */
record Refusal(int status, String why, Map<String, String> headers) {
    Refusal(int status, String why) {
        this(status, why, Map.of());
    }
}
