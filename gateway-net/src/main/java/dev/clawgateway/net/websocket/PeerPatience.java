package dev.clawgateway.net.websocket;

import dev.clawgateway.net.gate.ConnectionLimits;
import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.websocket.frame.CloseCode;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long a peer that speaks a dialect may take to register, or to ask something. Confined to the
 * session's event loop.
 */
final class PeerPatience {
    private final SocketSession session;
    private final Supplier<ConnectionLimits> limits;
    private Session.@Nullable Timer timer;

    PeerPatience(SocketSession session, Supplier<ConnectionLimits> limits) {
        this.session = session;
        this.limits = limits;
    }

    void begin(PeerRole role) {
        if (role == PeerRole.OPERATOR) {
            watch(limits.get().operators().idle());
        } else {
            timer = session.after(limits.get().waits().registration(), this::judgeRegistration);
        }
    }

    private void judgeRegistration() {
        if (session.role() == PeerRole.OPERATOR) {
            watchIdle();
        } else if (session.principal() == null) {
            session.close(CloseCode.POLICY, "not registered in time", "never_registered");
        }
    }

    private void watch(Duration patience) {
        timer = session.after(patience, this::watchIdle);
    }

    private void watchIdle() {
        if (session.closing()) {
            return;
        }
        Duration quiet = session.idleFor();
        Duration idle = limits.get().operators().idle();
        if (quiet.compareTo(idle) >= 0) {
            session.close(CloseCode.NORMAL, "no request for too long", "idle");
        } else {
            watch(idle.minus(quiet));
        }
    }

    void ended() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
