package dev.clawgateway.server.dialect;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.control.access.Authenticator.Introduction;
import dev.clawgateway.control.access.Grant;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.net.websocket.Session;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finding out who speaks on a session, which is held meanwhile, and ending the session with the
 * credential it was let in by. Goes on at once where that is known at once, else later on the
 * session's event loop, unless the session has ended by then. Confined to that event loop.
 */
public final class Identification {
    private final Session session;
    private final Authenticator authenticator;
    private final String dialect;
    private final List<String> tokens;
    private final Consumer<String> ended;
    private final Thread loop = Thread.currentThread();
    private Grant.Watch watch = () -> {};
    private boolean asking;

    /**
     * Of whoever opened a session.
     *
     * @param dialect that it speaks
     * @param tokens that it showed
     * @param ended is told on any thread why the credential that it was let in by holds no more, in
     *     words for the peer; it is to end the session
     */
    public Identification(
            Session session,
            Authenticator authenticator,
            String dialect,
            List<String> tokens,
            Consumer<String> ended) {
        this.session = session;
        this.authenticator = authenticator;
        this.dialect = dialect;
        this.tokens = List.copyOf(tokens);
        this.ended = ended;
    }

    /**
     * Finds out; the session is held. Asked again, what it was let in by before counts no more.
     *
     * @param name that a node gives itself; null for others
     */
    public void of(Principal as, @Nullable String name, Consumer<Finding> then) {
        asking = true;
        authenticator.authenticate(
                new Introduction(session.peer(), dialect, as, name, tokens),
                finding -> found(finding, then));
        asking = false;
    }

    private void found(Finding finding, Consumer<Finding> then) {
        if (Thread.currentThread().equals(loop) && asking) {
            settle(finding, then);
        } else {
            session.execute(() -> {
                if (!session.closing()) {
                    settle(finding, then);
                }
            });
        }
    }

    private void settle(Finding finding, Consumer<Finding> then) {
        if (finding instanceof Finding.Known(Caller caller, Grant grant, _)) {
            session.speaks(caller.principal());
            watch.close();
            watch = grant.watch(ended);
            if (session.closing()) {
                return; // what it was let in by has ended meanwhile
            }
        }
        then.accept(finding);
    }

    /** The session has ended: nobody is to be told any more. */
    public void ended() {
        watch.close();
    }
}
