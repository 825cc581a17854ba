package dev.clawgateway.net.websocket;

import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.net.websocket.frame.FrameKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a session comes to be a dialect's, and how long that may take. Confined to the session's
 * event loop.
 */
final class FirstContact {
    private final SocketSession session;
    private final SessionContext shared;
    private final PeerPatience patience;
    private final List<Session.Timer> timers = new ArrayList<>(1);

    /** Until a dialect has taken the session. */
    private @Nullable Handshake handshake;

    FirstContact(SocketSession session, Handshake handshake, SessionContext shared) {
        this.session = session;
        this.handshake = handshake;
        this.shared = shared;
        this.patience = new PeerPatience(session, () -> shared.limits().connections());
    }

    /** The time runs. */
    void begin() {
        Duration limit = shared.limits().connections().waits().firstMessage();
        timers.add(session.after(limit, this::neverSpoke));
    }

    private void neverSpoke() {
        if (handshake != null) {
            session.close(CloseCode.POLICY, "no first message in time", "never_spoke");
        }
    }

    /** The peer may be spoken to. */
    void opened() {
        Handshake shown = handshake;
        if (shown == null || offer(dialect -> dialect.opened(session, shown)) == null) {
            return;
        }
        for (Dialect dialect : shared.dialects()) {
            Duration silence = dialect.silence();
            if (silence != null) {
                timers.add(session.after(silence, () -> silent(dialect)));
            }
        }
    }

    private void silent(Dialect dialect) {
        Handshake shown = handshake;
        if (shown != null
                && !session.closing()
                && dialect.silent(session, shown) instanceof Interest.Taken taken) {
            take(dialect, taken.role() == PeerRole.UNDECIDED ? open(dialect, taken, shown) : taken);
        }
    }

    /** To be claimed by another yet. */
    private Interest.Taken open(Dialect greeter, Interest.Taken taken, Handshake shown) {
        Greeted greeted =
                new Greeted(
                        taken.conversation(), message -> claimByAnother(greeter, shown, message));
        return new Interest.Taken(taken.role(), greeted, taken.begin());
    }

    /** Null when none but the greeter may know the words. */
    private Greeted.@Nullable Claim claimByAnother(
            Dialect greeter, Handshake shown, String message) {
        for (Dialect dialect : shared.dialects()) {
            if (!dialect.equals(greeter)
                    && dialect.spoken(session, shown, message) instanceof Interest.Taken taken) {
                return new Greeted.Claim(taken.conversation(), () -> takeOver(dialect, taken));
            }
        }
        return null;
    }

    /** The greeter's bounds are not for the peers of another. */
    private void takeOver(Dialect dialect, Interest.Taken taken) {
        patience.ended();
        session.limit(shared.limits().messages());
        begin(dialect, taken, taken.role() == PeerRole.UNDECIDED || session.admit(taken.role()));
    }

    /** The peer said something, and nobody has taken the session. */
    void spoken(String message) {
        Handshake shown = handshake;
        if (shown == null) {
            return;
        }
        String why = offer(dialect -> dialect.spoken(session, shown, message));
        if (why != null) {
            shared.traffic().violated("unknown_dialect");
            refuse(Dialect.Fault.UNREADABLE, why);
            session.close(CloseCode.PROTOCOL_ERROR, "unknown first message", "unknown_dialect");
        }
    }

    /** Null when a dialect has taken it; else why the first one has not. */
    private @Nullable String offer(Function<Dialect, Interest> question) {
        String why = "";
        for (Dialect dialect : shared.dialects()) {
            switch (question.apply(dialect)) {
                case Interest.Taken taken -> {
                    take(dialect, taken);
                    return null;
                }
                case Interest.None(String reason) -> why = why.isEmpty() ? reason : why;
            }
        }
        return why;
    }

    private void take(Dialect dialect, Interest.Taken taken) {
        ended();
        handshake = null;
        begin(dialect, taken, session.take(taken.role(), taken.conversation()));
    }

    private void begin(Dialect dialect, Interest.Taken taken, boolean room) {
        if (room) {
            patience.begin(taken.role());
            taken.begin().run();
            return;
        }
        tell(dialect.refusal(Dialect.Fault.OVERLOADED, "too many sessions; try again in a moment"));
        session.close(CloseCode.TRY_LATER, "too many sessions", "too_many_sessions");
    }

    /** Tells a peer of no dialect what is wrong. */
    void refuse(Dialect.Fault fault, String detail) {
        tell(shared.dialects().getFirst().refusal(fault, detail));
    }

    private void tell(String refusal) {
        session.send(FrameKind.REPLY, "error", refusal.getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing is waited for any more. */
    void ended() {
        timers.forEach(Session.Timer::cancel);
        timers.clear();
        patience.ended();
    }
}
