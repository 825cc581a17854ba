package dev.clawgateway.simulation.referee.access;

import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.AccessRequest;
import dev.clawgateway.simulation.referee.fact.Pass;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Credentials on a stage, whose clock shows noon when it begins. */
final class Badges {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String KEY = "key-1";

    private final Stage stage;
    private long requests = 1000;

    Badges(Stage stage) {
        this.stage = stage;
        stage.tell(new AccessFact.KeysChanged("gateway", List.of(KEY)));
    }

    static Pass operator(String id, String role, @Nullable List<String> clusters, boolean ownOnly) {
        return new Pass(
                id,
                Pass.Kind.OPERATOR,
                "op",
                role,
                clusters,
                ownOnly,
                0,
                KEY,
                NOON,
                NOON.plusSeconds(3600));
    }

    static Pass other(String id, Pass.Kind kind, int uses) {
        return new Pass(
                id, kind, "node:m1", "", null, false, uses, KEY, NOON, NOON.plusSeconds(3600));
    }

    /** It has one, and opens a connection by it. */
    void shows(String peer, long link, Pass pass) {
        stage.tell(new AccessFact.Given(peer, pass));
        stage.tell(new AccessFact.Shows(peer, link, pass.id()));
    }

    void keys(String... good) {
        stage.tell(new AccessFact.KeysChanged("gateway", List.of(good)));
    }

    long asks(String peer, AccessRequest what, String pass) {
        long request = ++requests;
        stage.tell(new AccessFact.Asked(peer, request, what, pass));
        return request;
    }

    void answered(String peer, long request, int status) {
        stage.tell(new AccessFact.Answered(peer, request, status, null));
    }

    void does(String peer, AccessRequest what, String pass) {
        answered(peer, asks(peer, what, pass), 200);
    }
}
