package dev.clawgateway.client.rest;

import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.http.HttpAnswer;
import dev.clawgateway.protocol.api.ApiList;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Value;

/** Reads answers; what cannot be read is no gateway's. */
final class Answers {
    private Answers() {}

    /** Makes an object of a body. */
    @FunctionalInterface
    interface Reading<T> {
        T read(byte[] body) throws JsonFormatException;
    }

    static <T> T read(HttpAnswer answer, Reading<T> reading) {
        try {
            return reading.read(answer.body());
        } catch (JsonFormatException e) {
            throw new GatewayException(
                    answer.gateway() + ": the answer is not understood: " + e.getMessage(), false);
        }
    }

    /** Of a value that stands alone. */
    static <T> T one(HttpAnswer answer, Kind<T> kind) {
        return read(answer, body -> kind.read(Value.root(JsonTree.parse(body), "")));
    }

    static <T> ApiList<T> list(HttpAnswer answer, Kind<T> kind) {
        return read(answer, body -> ApiList.read(body, kind));
    }
}
