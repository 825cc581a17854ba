package dev.clawgateway.server.dialect.api;

import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.api.ApiList;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.server.dialect.api.check.Histories;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lists by pages: the parameters {@code limit} and {@code cursor}, and the form of answers. */
public final class ApiPages {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int GONE = 410;
    private static final int USUAL_LIMIT = 100;

    private ApiPages() {}

    /** Goes on with the page that is asked for; or refuses a cursor that is none of this list. */
    public static void asked(ApiCall call, Consumer<PageRequest> then) {
        String cursor = call.arguments().text("cursor");
        PageCursor after = cursor == null ? null : PageCursor.read(call, cursor);
        if (after != null && !after.isOf(call.lineage())) {
            call.refuse(GONE, "gone", "cursor: " + Histories.OTHER);
        } else if (cursor != null && after == null) {
            call.refuse(
                    BAD_REQUEST,
                    "invalid_cursor",
                    "cursor: must be the next_cursor of a page of this list, with the same filters"
                            + " and by the same caller");
        } else {
            then.accept(
                    new PageRequest(
                            after == null ? null : after.place(),
                            (int) call.arguments().number("limit", USUAL_LIMIT)));
        }
    }

    /** The answer that a page is. */
    public static <T> RouteAnswer answer(ApiCall call, Page<T> page, Kind<T> kind) {
        return RouteAnswer.json(
                OK,
                new ApiList<>(page.items(), next(call, page), page.total(), page.revision())
                        .write(kind));
    }

    /** The same as a bare list, which tells where to go on in its header {@code Link}. */
    public static <T> RouteAnswer bare(ApiCall call, Page<T> page, Kind<T> kind) {
        RouteAnswer answer = RouteAnswer.json(OK, JsonTree.write(Kinds.list(kind), page.items()));
        String next = next(call, page);
        if (next == null) {
            return answer;
        }
        StringBuilder link = new StringBuilder("<").append(call.exchange().path()).append('?');
        call.arguments()
                .values()
                .forEach((name, values) -> {
                    if (!name.equals("cursor")) {
                        values.forEach(value ->
                                link.append(encoded(name))
                                        .append('=')
                                        .append(encoded(value))
                                        .append('&'));
                    }
                });
        return answer.with("Link", link + "cursor=" + encoded(next) + ">; rel=\"next\"");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The same of a list that is not kept, and so is of no revision. */
    public static <T> RouteAnswer unrevised(ApiCall call, Page<T> page, Kind<T> kind) {
        return RouteAnswer.json(
                OK,
                JsonTree.write(out ->
                        out.required("items", Kinds.list(kind), page.items())
                                .nullable("next_cursor", Kinds.TEXT, next(call, page))
                                .required("total", Kinds.U64, page.total())));
    }

    /** Where to go on behind a page, for clients; null at the end. */
    public static @Nullable String next(ApiCall call, Page<?> page) {
        String next = page.next();
        return next == null ? null : PageCursor.of(call, page.revision(), next).text(call);
    }
}
