package dev.clawgateway.simulation.peer.registry;

import dev.clawgateway.simulation.peer.Wallets;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import dev.clawgateway.simulation.referee.fact.MemberRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request as text, and how its answer is read.
 *
 * @param reader of a body that came with a 2xx
 */
record HttpAsk(
        MemberRequest what,
        String method,
        String path,
        String body,
        Function<byte[], MemberAnswer> reader) {
    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int MAX_TEXT = 200;

    /**
     * HTTP/1.1, closing after it, as the existing clients do.
     *
     * @param token that it shows; null for none
     */
    String text(Wallets.@Nullable Token token) {
        StringBuilder text = new StringBuilder();
        text.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        text.append("Host: gateway:8080\r\nConnection: close\r\n");
        if (token != null) {
            text.append("Authorization: Bearer ").append(token.text()).append("\r\n");
        }
        if (!body.isEmpty() || method.equals("POST")) {
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            text.append("Content-Type: application/json\r\nContent-Length: ").append(length);
            text.append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }

    MemberAnswer read(HttpAnswer.Whole answer) {
        if (answer.status() < OK || answer.status() >= MULTIPLE_CHOICES) {
            String text = answer.body();
            return new MemberAnswer.Failure(
                    answer.status(), text.substring(0, Math.min(text.length(), MAX_TEXT)));
        }
        return reader.apply(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
