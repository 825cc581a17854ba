package dev.clawgateway.server.dialect.openclaw;

import dev.clawgateway.core.Principal;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.OpenClawFrame;
import dev.clawgateway.protocol.openclaw.OpenClawFrames;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.session.ClientListener;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One client that was let in: its requests, and whether it lives. Confined to the event loop of its
 * session, but for the answers.
 */
final class Serving {
    /** In a row, of frames that are no request. */
    private static final int MAX_BAD = 10;

    /** In a row, of requests that are not for its role. */
    private static final int MAX_UNAUTHORIZED = 10;

    private final OpenClawClient client;
    private final Session session;
    private final Desks desks;
    private final OpenClawSettings settings;
    private final AtomicInteger waiting = new AtomicInteger();
    private Session.@Nullable Timer alarm;

    /** That it is there. */
    private List<ClientListener> told = List.of();

    private int bad;
    private int unauthorized;

    Serving(OpenClawClient client, Desks desks) {
        this.client = client;
        this.session = client.session();
        this.desks = desks;
        this.settings = desks.arrivals().settings().get();
    }

    /** It is one of the clients from now on, in the place of an older connection of the node. */
    void begin() {
        Principal principal = client.caller().principal();
        session.speaks(principal);
        if (client.role() == ClientRole.NODE) {
            session.register(principal);
        }
        OpenClawClient older = desks.clients().add(client);
        if (older != null) {
            older.session()
                    .close(
                            OpenClawClient.INVALIDATED,
                            "client invalidated: a newer connection of this device",
                            "replaced");
        }
        if (removed()) {
            session.close(OpenClawClient.INVALIDATED, "device removed", "device_removed");
            return;
        }
        told = desks.listeners();
        for (ClientListener listener : told) {
            listener.joined(client);
        }
        watch();
    }

    /** Whoever removed the device while it was let in did not find it among the clients. */
    private boolean removed() {
        String device = client.deviceId();
        return device != null && !desks.arrivals().pairings().approved(device, client.role());
    }

    private void watch() {
        alarm = session.after(settings.times().ping(), this::look);
    }

    /** Asks for a sign of life; whoever has given none for too long is not there any more. */
    private void look() {
        if (session.closing()) {
            return;
        }
        OpenClawSettings.Times times = settings.times();
        long silent = desks.arrivals().time().nanos() - session.lastHeardNanos();
        if (silent > times.ping().plus(times.pong()).toNanos()) {
            session.close(CloseCode.POLICY, "no sign of life", "silent");
            return;
        }
        session.ping(times.pong(), _ -> {});
        watch();
    }

    void received(String message) {
        switch (OpenClawFrames.hear(message)) {
            case OpenClawFrames.Heard.Unreadable(String why) -> refuse("invalid", why);
            case OpenClawFrames.Heard.NoRequest(String id, String why) -> refuse(id, why);
            case OpenClawFrames.Heard.Asked(OpenClawFrame.Request request) -> {
                bad = 0;
                asked(request, message.length());
            }
        }
    }

    /** Something was dropped before anybody read it. */
    void dropped(String why) {
        refuse("invalid", why);
    }

    private void refuse(String id, String why) {
        traffic().received(TrafficCounters.UNKNOWN_TYPE, 0);
        traffic().violated("openclaw_no_request");
        client.fail(id, OpenClawError.invalid("invalid request frame: " + why));
        bad++;
        if (bad >= MAX_BAD) {
            session.close(CloseCode.POLICY, "repeated invalid frames", "invalid_frames");
        }
    }

    private void asked(OpenClawFrame.Request request, int length) {
        String name = request.method();
        boolean known = desks.methods().entry(name) != null;
        traffic().received(known ? name : TrafficCounters.UNKNOWN_TYPE, length);
        ObjectNode params = params(request);
        if (name.equals("connect")) {
            client.fail(
                    request.id(),
                    OpenClawError.invalid("connect is only valid as the first request"));
        } else if (params == null) {
            client.fail(request.id(), OpenClawError.params(name, "must be an object"));
        } else if (waiting.get() >= settings.bounds().maxWaiting()) {
            client.fail(
                    request.id(),
                    OpenClawError.unavailable(
                                    "The server is busy: "
                                            + settings.bounds().maxWaiting()
                                            + " requests of yours wait for their answers")
                            .retry());
        } else if (atItsPace(request)) {
            serve(request, params);
        }
    }

    /** Null for what is no object; nothing at all is an empty one. */
    private static @Nullable ObjectNode params(OpenClawFrame.Request request) {
        JsonNode params = request.params();
        if (params == null) {
            return JsonTree.MAPPER.createObjectNode();
        }
        return params instanceof ObjectNode object ? object : null;
    }

    /** What nodes send answers what they were asked, and is not held up. */
    private boolean atItsPace(OpenClawFrame.Request request) {
        if (client.role() == ClientRole.NODE) {
            return true;
        }
        Duration pause = desks.pace().asks(client.caller());
        if (pause.isZero()) {
            return true;
        }
        String name = request.method();
        client.fail(
                request.id(),
                OpenClawError.unavailable(
                                "rate limit exceeded for "
                                        + name
                                        + "; retry after "
                                        + Paces.seconds(pause)
                                        + "s")
                        .with(JsonTree.MAPPER.createObjectNode().put("method", name))
                        .retry(pause));
        return false;
    }

    private void serve(OpenClawFrame.Request request, ObjectNode params) {
        waiting.incrementAndGet();
        session.owes();
        boolean mayAsk =
                desks.methods()
                        .serve(
                                new MethodCall(
                                        client,
                                        request,
                                        params,
                                        desks.arrivals().ids(),
                                        waiting::decrementAndGet));
        unauthorized = mayAsk ? 0 : unauthorized + 1;
        if (unauthorized > MAX_UNAUTHORIZED) {
            session.close(CloseCode.POLICY, "repeated unauthorized calls", "unauthorized_calls");
        }
    }

    private TrafficCounters traffic() {
        return desks.arrivals().traffic();
    }

    /** The session has ended. Whoever is there by a newer one stays. */
    void closed() {
        if (alarm != null) {
            alarm.cancel();
        }
        desks.clients().remove(client);
        for (ClientListener listener : told) {
            listener.left(client);
        }
    }
}
