package dev.clawgateway.server.dialect.openclaw.method;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.OpenClawFrame;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request of one client, which waits for its answer. It is answered once, from any thread; what
 * comes after that is dropped.
 */
public final class MethodCall {
    private static final Logger LOG = LoggerFactory.getLogger(MethodCall.class);

    private final OpenClawClient client;
    private final OpenClawFrame.Request request;
    private final ObjectNode params;
    private final Supplier<UUID> ids;
    private final Runnable whenAnswered;
    private final AtomicBoolean answered = new AtomicBoolean();

    /**
     * A request.
     *
     * @param params empty where none were given
     * @param ids names what went wrong, for whoever reads the log
     * @param whenAnswered runs once, on the thread that answers
     */
    public MethodCall(
            OpenClawClient client,
            OpenClawFrame.Request request,
            ObjectNode params,
            Supplier<UUID> ids,
            Runnable whenAnswered) {
        this.client = client;
        this.request = request;
        this.params = params;
        this.ids = ids;
        this.whenAnswered = whenAnswered;
    }

    /** Who asks. */
    public OpenClawClient client() {
        return client;
    }

    /** The same for operations. */
    public Caller caller() {
        return client.caller().asking(request.id());
    }

    public String method() {
        return request.method();
    }

    public String requestId() {
        return request.id();
    }

    /** What was given; empty where nothing was. Not to be changed. */
    public ObjectNode params() {
        return params;
    }

    /** It was done; this is what there is to say. */
    public void answer(JsonNode payload) {
        if (answered.compareAndSet(false, true)) {
            whenAnswered.run();
            client.answer(request.id(), payload, client.session()::settled);
        }
    }

    /** It was done, and there is no more to say than {@code {"ok":true}}. */
    public void ok() {
        answer(JsonTree.MAPPER.createObjectNode().put("ok", true));
    }

    public void fail(OpenClawError error) {
        if (answered.compareAndSet(false, true)) {
            whenAnswered.run();
            client.fail(request.id(), error, client.session()::settled);
        }
    }

    /** Something broke: the asker gets a number, the log the rest. */
    public void broke(RuntimeException cause) {
        UUID id = ids.get();
        LOG.atError()
                .addKeyValue("method", request.method())
                .addKeyValue("error", id)
                .setCause(cause)
                .log("request failed");
        fail(OpenClawError.unavailable("internal error " + id + "; the gateway's log says more"));
    }

    /** Gives what an order came to, translated on the asker's event loop. */
    public <T> Reply<T> told(Function<? super T, ? extends JsonNode> translation) {
        return answer -> client.session().execute(() -> give(answer, translation));
    }

    /** Gives what was found, translated by the finder, who may take the time for a long list. */
    public <T> Reply<T> found(Function<? super T, ? extends JsonNode> translation) {
        return answer -> give(answer, translation);
    }

    private <T> void give(Answer<T> answer, Function<? super T, ? extends JsonNode> translation) {
        switch (answer) {
            case Answer.Given<T>(T value) -> {
                JsonNode payload;
                try {
                    payload = translation.apply(value);
                } catch (RuntimeException e) {
                    broke(e);
                    return;
                }
                answer(payload);
            }
            case Answer.Refused<T>(ErrorCode code, String detail) ->
                    fail(RefusalWords.of(code, detail, client.protocol()));
        }
    }
}
