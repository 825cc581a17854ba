package dev.clawgateway.server.dialect.api.store;

import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.copies.CopyState;
import dev.clawgateway.control.operations.copies.StoreOperations;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.store.CopyAnswer;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Copies of the store: to begin one, and to see how it goes. */
public final class StoreNoun implements ApiNoun {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final StoreOperations operations;

    public StoreNoun(StoreOperations operations) {
        this.operations = operations;
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of(
                "backUpStore", call -> copy(call, CopyState.Kind.BACKUP),
                "exportStore", call -> copy(call, CopyState.Kind.EXPORT),
                "getStoreCopy", this::show);
    }

    private void show(ApiCall call) {
        Duration most = Duration.ofSeconds(call.arguments().number("wait_secs", 0));
        operations.show(call.caller(), most, reply(call, OK));
    }

    private void copy(ApiCall call, CopyState.Kind kind) {
        int keep = (int) call.arguments().number("keep", 0);
        operations.copy(call.caller(), kind, keep, reply(call, ACCEPTED));
    }

    private static Reply<CopyState> reply(ApiCall call, int status) {
        return call.reply(state -> RouteAnswer.json(status, translated(state).write()));
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
