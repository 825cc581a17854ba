package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.record.Lineage;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which numbers are whose: each reign writes down where its own begin. */
class ReignMarkTest {
    private static final Command.BeginReign BEGIN =
            new Command.BeginReign(new FleetId(new UUID(9, 9)));

    private final Cluster first = new Cluster();
    private String name = "";
    private long told;

    @BeforeEach
    void reign() {
        first.apply(BEGIN);
        first.register(1, 1);
        name = lineage(first).name();
        told = first.revision();
    }

    private static Lineage lineage(Cluster cluster) {
        return cluster.changes().stream()
                .filter(Change.ReignBegun.class::isInstance)
                .map(change -> ((Change.ReignBegun) change).lineage())
                .reduce(Lineage.NONE, (_, next) -> next);
    }

    @Test
    void numbersOfTheNextAreNoneOfTheOneBefore() {
        Cluster next = first.restart();
        next.pauseUnnoticed(Duration.ofSeconds(1));

        next.apply(BEGIN);

        assertThat(lineage(next).hasRevision(name, told)).isTrue();
        assertThat(lineage(next).hasRevision(name, told + 1)).isFalse();
        assertThat(lineage(next).hasEvent(name, Cluster.FOUND_EVENT)).isTrue();
        assertThat(lineage(next).hasEvent(name, Cluster.FOUND_EVENT + 1)).isFalse();
    }

    /**
     * As where a copy is gone on with after the clock was set: its jump is the first that is told.
     */
    @Test
    void whatIsDecidedBeforeTheNextIsWrittenDownIsItsOwn() {
        Cluster next = first.restart();
        next.step(Duration.ofHours(-1));

        next.apply(BEGIN);

        assertThat(next.changes().getFirst()).isNotInstanceOf(Change.ReignBegun.class);
        assertThat(lineage(next).hasRevision(name, told + 1)).isFalse();
        assertThat(lineage(next).hasEvent(name, Cluster.FOUND_EVENT + 1)).isFalse();
    }
}
