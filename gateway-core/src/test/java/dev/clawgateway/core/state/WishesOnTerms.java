package dev.clawgateway.core.state;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Wishes on terms, and what becomes of them. */
abstract class WishesOnTerms {
    static final Caller ANNA = operator("anna");
    static final Caller BERT = operator("bert");

    Cluster cluster = new Cluster();

    static Command.Once<?> once(Command<?> wish, Terms terms) {
        return new Command.Once<>(wish, terms, null);
    }

    static Terms terms(String key, String digest) {
        return new Terms(new Terms.Key(key, 0, digest), null);
    }

    static boolean repeated(Outcome outcome) {
        return outcome instanceof Outcome.Once<?>(var _, boolean repeated) && repeated;
    }

    static Predicate<@Nullable Outcome> refused(ErrorCode code) {
        return outcome -> outcome instanceof Outcome.Refused why && why.code() == code;
    }

    static String words(Outcome outcome) {
        return ((Outcome.Refused) outcome).detail();
    }

    static Caller operator(String name) {
        return new Caller(new Principal.Operator(name), "api", "192.0.2.1", false, null);
    }

    static VirtualCluster research(int weight) {
        return new VirtualCluster("research", null, Quota.NONE, Quota.UNLIMITED, weight);
    }

    static Command.SetMaintenance maintenance(String name, Duration in) {
        Instant from = Instant.parse("2026-03-04T05:00:00Z").plus(in);
        return new Command.SetMaintenance(
                name,
                List.of(Cluster.node(1)),
                Map.of(),
                from,
                from.plusSeconds(3600),
                Duration.ofMinutes(5),
                null);
    }
}
