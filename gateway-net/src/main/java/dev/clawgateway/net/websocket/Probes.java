package dev.clawgateway.net.websocket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Questions to one peer whether it lives, which a pong answers. Confined to its event loop. */
final class Probes {
    /** One that asks; told once. */
    private record Probe(Consumer<Boolean> answer, Session.Timer patience) {}

    private final Session session;
    private final List<Probe> open = new ArrayList<>();

    Probes(Session session) {
        this.session = session;
    }

    /** Waits for the next pong. */
    void await(Duration within, Consumer<Boolean> answer) {
        List<Probe> own = new ArrayList<>(1);
        Session.Timer patience =
                session.after(
                        within,
                        () -> {
                            if (open.removeAll(own)) {
                                answer.accept(false);
                            }
                        });
        Probe probe = new Probe(answer, patience);
        own.add(probe);
        open.add(probe);
    }

    void ponged() {
        end(true);
    }

    void ended() {
        end(false);
    }

    private void end(boolean alive) {
        List<Probe> answered = List.copyOf(open);
        open.clear();
        for (Probe probe : answered) {
            probe.patience().cancel();
            probe.answer().accept(alive);
        }
    }
}
