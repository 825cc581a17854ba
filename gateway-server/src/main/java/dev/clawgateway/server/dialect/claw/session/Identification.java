package dev.clawgateway.server.dialect.claw.session;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.control.access.Authenticator.Introduction;
import dev.clawgateway.net.websocket.Session;
import java.util.function.Consumer;

/**
 * Finding out who speaks on a session, which is held meanwhile. Goes on at once where that is known
 * at once, else later on the session's event loop, unless the session has ended by then.
 */
public final class Identification {
    /** As callers are told to speak it. */
    public static final String DIALECT = "claw";

    private final Session session;
    private final Consumer<Finding> then;
    private final Thread loop = Thread.currentThread();

    /** The event loop's alone. */
    private boolean asking;

    private Identification(Session session, Consumer<Finding> then) {
        this.session = session;
        this.then = then;
    }

    /** Called on the session's event loop, once the session is held. */
    public static void of(
            Session session,
            Authenticator authenticator,
            Introduction introduction,
            Consumer<Finding> then) {
        new Identification(session, then).ask(authenticator, introduction);
    }

    private void ask(Authenticator authenticator, Introduction introduction) {
        asking = true;
        authenticator.authenticate(introduction, this::found);
        asking = false;
    }

    private void found(Finding finding) {
        if (Thread.currentThread().equals(loop) && asking) {
            then.accept(finding);
        } else {
            session.execute(() -> {
                if (!session.closing()) {
                    then.accept(finding);
                }
            });
        }
    }
}
