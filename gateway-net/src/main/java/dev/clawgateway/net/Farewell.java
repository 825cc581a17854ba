package dev.clawgateway.net;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.Sessions;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.net.websocket.frame.RetryHint;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Ends all sessions of a gateway that stops, a slice at a time, so that not all of a fleet turns to
 * the next gateway at once. Who waits for an answer has it first. Nodes are told when to come back,
 * each another moment; a browser hears the code that it knows. Those that are to end plainly hear
 * neither. For one thread, that may wait.
 */
final class Farewell {
    private static final String CAUSE = "shutdown";
    private static final Duration BETWEEN_SLICES = Duration.ofMillis(50);
    private static final int LEAST_SLICE = 100;

    /** A gateway that starts again takes its time, and then so many registrations a second. */
    private static final Duration EARLIEST_RETURN = Duration.ofMillis(500);

    private static final int RETURNS_PER_SECOND = 1000;
    private static final Duration LATEST_RETURN = Duration.ofSeconds(30);

    private final Sessions sessions;
    private final Consumer<Duration> pass;
    private final Time time;
    private final Set<SessionId> told = new HashSet<>();
    private int nodesTold;

    /**
     * @param pass lets everything else go on for a while
     */
    Farewell(Sessions sessions, Consumer<Duration> pass, Time time) {
        this.sessions = sessions;
        this.pass = pass;
        this.time = time;
    }

    /**
     * Tells all, also who comes meanwhile; returns once nobody is left to tell.
     *
     * @param within spread over this long at most
     */
    void say(Duration within) {
        long slices = Math.max(1, within.dividedBy(BETWEEN_SLICES));
        int slice = (int) Math.max(LEAST_SLICE, Math.ceilDiv(sessions.size(), slices));
        Duration returns = returnsWithin(sessions.count(PeerRole.NODE));
        long end = time.nanos() + within.toNanos();
        List<Session> next = untold(slice);
        while (!next.isEmpty()) {
            next.forEach(session -> tell(session, returns));
            pass.accept(BETWEEN_SLICES);
            next = untold(time.nanos() - end < 0 ? slice : Integer.MAX_VALUE);
        }
    }

    private List<Session> untold(int most) {
        try (Stream<Session> all = sessions.all().stream()) {
            return all.filter(session -> !told.contains(session.id())).limit(most).toList();
        }
    }

    /** Whoever still waits for an answer gets none any more. */
    void cutShort() {
        sessions.all().stream()
                .filter(session -> !session.closing())
                .forEach(session ->
                        session.close(code(session), "service restart; not answered", CAUSE));
    }

    private void tell(Session session, Duration returns) {
        told.add(session.id());
        session.closeOnceAnswered(code(session), reason(session, returns), CAUSE);
    }

    private static int code(Session session) {
        return session.ofBrowser() && !session.endsPlainly()
                ? CloseCode.GOING_AWAY
                : CloseCode.SERVICE_RESTART;
    }

    private String reason(Session session, Duration returns) {
        if (session.role() != PeerRole.NODE || session.endsPlainly()) {
            return "service restart";
        }
        long place = nodesTold++ % RETURNS_PER_SECOND;
        Duration after =
                EARLIEST_RETURN.plus(returns.multipliedBy(place).dividedBy(RETURNS_PER_SECOND));
        return RetryHint.in("service restart", after);
    }

    /** Nodes in slices come back in slices; within this long those of one. */
    private static Duration returnsWithin(int nodes) {
        Duration spread = Duration.ofSeconds(nodes).dividedBy(RETURNS_PER_SECOND);
        return spread.compareTo(LATEST_RETURN) < 0 ? spread : LATEST_RETURN;
    }
}
