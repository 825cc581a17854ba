package dev.clawgateway.control.operations.sessions;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Refusals;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.lists.Listing;
import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.core.Caller;
import java.util.Optional;
import java.util.function.Predicate;

/** The sessions that are open. */
public final class SessionOperations {
    /** Sessions stand in the order in which they were opened. */
    private static final Listing<OpenSession, Long> LISTING =
            new Listing<>(
                    session -> session.id().epoch(), Object::toString, SessionOperations::epoch);

    private final Desk desk;
    private final OpenSessions sessions;

    public SessionOperations(Desk desk, OpenSessions sessions) {
        this.desk = desk;
        this.sessions = sessions;
    }

    private static Optional<Long> epoch(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /**
     * Lists them, the oldest first.
     *
     * @param wanted which of them
     */
    public void list(
            Caller caller,
            Predicate<OpenSession> wanted,
            PageRequest page,
            Reply<Page<OpenSession>> reply) {
        desk.askLater(
                caller,
                Operation.LIST_SESSIONS,
                reply,
                () ->
                        Refusals.orNotACursor(
                                page,
                                LISTING.page(
                                        sessions.all().stream().filter(wanted).toList(), page)));
    }
}
