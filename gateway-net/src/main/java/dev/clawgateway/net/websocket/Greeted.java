package dev.clawgateway.net.websocket;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whoever was greeted only because it was silent: it may speak another dialect all the same, and
 * then shows so by its first message. Confined to the session's event loop.
 */
final class Greeted implements Conversation {
    private Conversation current;

    /** Until the first message. */
    private @Nullable Function<String, @Nullable Claim> others;

    /**
     * A session that was greeted.
     *
     * @param greeter whose it is unless another claims it
     * @param others asked of the first message; null when it is none of theirs
     */
    Greeted(Conversation greeter, Function<String, @Nullable Claim> others) {
        this.current = greeter;
        this.others = others;
    }

    /**
     * Another dialect's claim.
     *
     * @param begin handles the message; done once the conversation is that dialect's
     */
    record Claim(Conversation conversation, Runnable begin) {}

    @Override
    public void received(String message) {
        Function<String, @Nullable Claim> asked = others;
        others = null;
        Claim claim = asked == null ? null : asked.apply(message);
        if (claim == null) {
            current.received(message);
            return;
        }
        current.closed();
        current = claim.conversation();
        claim.begin().run();
    }

    @Override
    public void dropped(String why) {
        current.dropped(why);
    }

    @Override
    public void closed() {
        current.closed();
    }
}
