package dev.clawgateway.client.rest.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.client.http.HttpAnswer;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Value;
import java.net.URLDecoder;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that says in its header where it goes on.
 *
 * @param next cursor of the next page; null at the end
 */
public record BarePage<T>(List<T> items, @Nullable String next) {
    private static final Pattern NEXT =
            Pattern.compile("<[^>]*[?&]cursor=([^&>]*)[^>]*>\\s*;\\s*rel=\"?next\"?");

    public BarePage {
        items = List.copyOf(items);
    }

    public static <T> BarePage<T> of(HttpAnswer answer, Kind<T> kind) {
        List<T> items =
                Answers.read(
                        answer,
                        body -> Kinds.list(kind).read(Value.root(JsonTree.parse(body), "list")));
        Matcher next = NEXT.matcher(Objects.requireNonNullElse(answer.field("Link"), ""));
        return new BarePage<>(items, next.find() ? URLDecoder.decode(next.group(1), UTF_8) : null);
    }
}
