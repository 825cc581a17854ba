package dev.clawgateway.server.api;

import dev.clawgateway.core.Caller;
import dev.clawgateway.server.http.InnerApi;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An API that is made after those who may ask it; nobody does before anybody is let in. */
public final class LateApi implements InnerApi {
    private volatile @Nullable InnerApi made;

    /** There it is. */
    public void made(InnerApi api) {
        made = api;
    }

    @Override
    public boolean serves(String operation) {
        InnerApi api = made;
        return api != null && api.serves(operation);
    }

    @Override
    public void ask(
            Caller caller, String operation, ObjectNode params, Consumer<InnerAnswer> then) {
        InnerApi api = made;
        if (api == null) {
            throw new IllegalStateException("asked before there is an API");
        }
        api.ask(caller, operation, params, then);
    }
}
