package dev.clawgateway.server.dialect.openclaw;

import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.websocket.Dialect;
import dev.clawgateway.net.websocket.Handshake;
import dev.clawgateway.net.websocket.Interest;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.OpenClawFrame;
import dev.clawgateway.protocol.openclaw.OpenClawFrames;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The OpenClaw dialect. Its gateway speaks first; where other dialects are spoken too, only to
 * those who show by their upgrade that they wait for it, or who say nothing for a while.
 */
public final class OpenClawDialect implements Dialect {
    private static final int LONGEST_OPENING = 65_536;

    private final Supplier<OpenClawSettings> settings;
    private final Desks desks;

    OpenClawDialect(Supplier<OpenClawSettings> settings, Desks desks) {
        this.settings = settings;
        this.desks = desks;
    }

    @Override
    public Interest opened(Session session, Handshake handshake) {
        return dedicated(handshake) || waitsForUs(handshake)
                ? taken(session, handshake)
                : new Interest.None("");
    }

    private boolean dedicated(Handshake handshake) {
        OpenClawSettings.Entry now = settings.get().entry();
        return now.dedicated().contains(handshake.peer().listener())
                || handshake.path().equals(now.path());
    }

    /** Every OpenClaw client offers to compress, and every page says where it is from. */
    private static boolean waitsForUs(Handshake handshake) {
        return handshake
                        .header("sec-websocket-extensions")
                        .toLowerCase(Locale.ROOT)
                        .contains("permessage-deflate")
                || !handshake.header("origin").isEmpty();
    }

    private Interest taken(Session session, Handshake handshake) {
        OpenClawConversation conversation = new OpenClawConversation(session, handshake, desks);
        return new Interest.Taken(PeerRole.UNDECIDED, conversation, () -> conversation.begin(true));
    }

    @Override
    public Duration silence() {
        return settings.get().times().silence();
    }

    @Override
    public Interest silent(Session session, Handshake handshake) {
        return taken(session, handshake);
    }

    @Override
    public Interest spoken(Session session, Handshake handshake, String firstMessage) {
        if (firstMessage.length() > LONGEST_OPENING
                || !(OpenClawFrames.hear(firstMessage) instanceof OpenClawFrames.Heard.Asked)) {
            return new Interest.None("no request frame of OpenClaw");
        }
        OpenClawConversation conversation = new OpenClawConversation(session, handshake, desks);
        return new Interest.Taken(
                PeerRole.UNDECIDED,
                conversation,
                () -> {
                    conversation.begin(false);
                    conversation.received(firstMessage);
                });
    }

    @Override
    public String refusal(Fault fault, String detail) {
        OpenClawError error =
                switch (fault) {
                    case UNREADABLE -> OpenClawError.invalid("invalid request frame: " + detail);
                    case OVERLOADED ->
                            OpenClawError.unavailable("The server is busy: " + detail).retry();
                };
        return new String(
                OpenClawFrames.write(OpenClawFrame.Response.of("invalid", error)),
                StandardCharsets.UTF_8);
    }
}
