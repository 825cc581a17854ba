package dev.clawgateway.client.rest;

import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.protocol.store.CopyAnswer;
import org.jspecify.annotations.Nullable;

/** Copies of the store, made on the gateway's machine. */
public final class RestStore {
    private final RestCalls calls;

    RestStore(RestCalls calls) {
        this.calls = calls;
    }

    /**
     * Begins a backup.
     *
     * @param keep how many stay, the new one included; 0 for all, null for as many as usual
     */
    public CopyAnswer backUp(@Nullable Integer keep) {
        return copy(RestRequest.of(RestOperation.BACK_UP_STORE).with("keep", keep));
    }

    /** Begins an export. */
    public CopyAnswer export() {
        return copy(RestRequest.of(RestOperation.EXPORT_STORE));
    }

    /** How the copy is that was begun last. */
    public CopyAnswer copy() {
        return copy(RestRequest.of(RestOperation.GET_STORE_COPY));
    }

    private CopyAnswer copy(RestRequest request) {
        return Answers.read(calls.ask(request), CopyAnswer::read);
    }
}
