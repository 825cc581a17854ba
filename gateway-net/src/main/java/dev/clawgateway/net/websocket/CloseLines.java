package dev.clawgateway.net.websocket;

import dev.clawgateway.net.gate.LogLimit;
import dev.clawgateway.net.gate.PeerRole;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The lines of the log that tell of sessions which the gateway has closed. One for each that
 * somebody is registered on; of others one a minute, since strangers can be made to be closed at
 * will. Safe from any thread.
 */
final class CloseLines {
    private static final Logger LOG = LoggerFactory.getLogger(CloseLines.class);

    private final LogLimit others = new LogLimit();

    void closed(SocketSession session, String cause, long nowNanos) {
        Object principal = session.principal();
        boolean limited = principal == null && session.role() != PeerRole.UNDECIDED;
        boolean told = limited ? others.allows(nowNanos) : principal != null;
        LoggingEventBuilder line =
                LOG.atLevel(told ? Level.INFO : Level.DEBUG)
                        .addKeyValue("peer", session.peer())
                        .addKeyValue("principal", Objects.requireNonNullElse(principal, "none"))
                        .addKeyValue("cause", cause);
        if (told && limited) {
            line = line.addKeyValue("more", others.heldBack());
        }
        line.log("session closed by the gateway");
    }
}
