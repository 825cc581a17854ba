package dev.clawgateway.server.dialect.store;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.copies.CopyState;
import dev.clawgateway.control.operations.copies.StoreOperations;
import dev.clawgateway.core.Caller;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.net.http.Route;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.store.CopyAnswer;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.http.ApiReplies;
import dev.clawgateway.server.http.Callers;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The dialect as a guest: to begin a copy, and to see how it goes. */
public final class StoreDialect implements Guest {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;

    private final StoreOperations operations;
    private final Callers callers;
    private final Family api;
    private final ApiReplies replies;

    public StoreDialect(StoreOperations operations, Callers callers, Family api) {
        this.operations = operations;
        this.callers = callers;
        this.api = api;
        replies = new ApiReplies(api.errors());
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public List<Route> routes() {
        return List.of(
                post("/api/v1/store/backup", CopyState.Kind.BACKUP),
                post("/api/v1/store/export", CopyState.Kind.EXPORT),
                Route.get("/api/v1/store/copy", Operation.SHOW_COPY.text(), api, this::show));
    }

    private Route post(String path, CopyState.Kind kind) {
        return new Route(
                "POST",
                path,
                Operation.COPY_STORE.text(),
                api,
                0,
                exchange -> copy(exchange, kind));
    }

    private void copy(Exchange exchange, CopyState.Kind kind) {
        String keep = exchange.query("keep");
        if (keep != null && !keep.matches("\\d{1,6}")) {
            String detail = "keep: must be a number of backups, was " + keep;
            identify(
                    exchange,
                    _ -> exchange.answer(api.errors().error(BAD_REQUEST, detail, exchange.path())));
            return;
        }
        int kept = keep == null ? 0 : Integer.parseInt(keep);
        identify(
                exchange, caller -> operations.copy(caller, kind, kept, reply(exchange, ACCEPTED)));
    }

    private void show(Exchange exchange) {
        identify(exchange, caller -> operations.show(caller, reply(exchange, OK)));
    }

    private void identify(Exchange exchange, Consumer<Caller> then) {
        callers.identify(exchange, Callers.Claim.somebody(name()), api.errors(), then);
    }

    private Reply<CopyState> reply(Exchange exchange, int status) {
        return replies.to(exchange, state -> RouteAnswer.json(status, translated(state).write()));
    }

    private static CopyAnswer translated(CopyState state) {
        return switch (state) {
            case CopyState.None _ -> new CopyAnswer("none", null, null, 0, 0, null);
            case CopyState.Running(CopyState.Kind kind, _) ->
                    new CopyAnswer("running", word(kind), null, 0, 0, null);
            case CopyState.Done(CopyState.Kind kind, _, var copy) ->
                    new CopyAnswer(
                            "done", word(kind), copy.place(), copy.number(), copy.size(), null);
            case CopyState.Failed(CopyState.Kind kind, _, String why) ->
                    new CopyAnswer("failed", word(kind), null, 0, 0, why);
        };
    }

    private static String word(CopyState.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
