package dev.clawgateway.simulation.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.Dice;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SimulatedDiskTest {
    private static final List<Change> MAINTENANCE =
            List.of(new Change.ServingSet(false, Instant.EPOCH));

    private final Dice dice = new Dice(1);
    private final Agenda agenda = new Agenda(dice);
    private final SimulatedDisk disk = new SimulatedDisk(agenda, dice, 1000);
    private final AtomicInteger killed = new AtomicInteger();

    @Test
    void keepsWhatWasCommittedForTheNextProcess() {
        Store store = open();
        store.commit(store.begin(), MAINTENANCE);

        assertThat(open().load().serving()).isFalse();
        assertThat(disk.bytes()).isPositive();
    }

    @Test
    void refusesTheTermBefore() {
        Store before = open();
        Term old = before.begin();
        open().begin();

        StoreException refused =
                catchThrowableOfType(StoreException.class, () -> before.commit(old, MAINTENANCE));

        assertThat(refused.deposed()).isTrue();
        assertThat(disk.read().serving()).isTrue();
    }

    @Test
    void hasNoRoomForAWhile() {
        Store store = open();
        Term term = store.begin();
        disk.full(Duration.ofSeconds(5));

        assertThat(
                        catchThrowableOfType(
                                        StoreException.class, () -> store.commit(term, MAINTENANCE))
                                .full())
                .isTrue();
        assertThat(disk.read().serving()).isTrue();

        agenda.pass(Duration.ofSeconds(6));
        store.commit(term, MAINTENANCE);
        assertThat(disk.read().serving()).isFalse();
    }

    @Test
    void killsBeforeAndAfterACommit() {
        for (CrashPoint point : List.of(CrashPoint.BEFORE, CrashPoint.AFTER)) {
            Store store = open();
            Term term = store.begin();
            store.commit(term, List.of(new Change.ServingSet(true, Instant.EPOCH)));
            disk.crashAt(point);

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.commit(term, MAINTENANCE));

            assertThat(disk.read().serving()).isEqualTo(point == CrashPoint.BEFORE);
        }
        assertThat(killed).hasValue(2);
    }

    @Test
    void leavesOpenWhetherABatchLandedInWhichItKilledOrFailed() {
        Set<Boolean> landed = new HashSet<>();
        Set<Boolean> failed = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            boolean kills = i % 2 == 0;
            Store store = open();
            Term term = store.begin();
            store.commit(term, List.of(new Change.ServingSet(true, Instant.EPOCH)));
            if (kills) {
                disk.crashAt(CrashPoint.WITHIN);
            } else {
                disk.fail(Duration.ofSeconds(1));
            }

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.commit(term, MAINTENANCE));

            (kills ? landed : failed).add(!disk.read().serving());
            disk.heal();
        }
        assertThat(landed).hasSize(2);
        assertThat(failed).hasSize(2);
        assertThat(killed).hasValue(20);
    }

    @Test
    void isSlowForAWhile() {
        disk.slow(Duration.ofSeconds(5));
        assertThat(Stream.generate(disk::latency).limit(50)).anyMatch(l -> l.toMillis() > 100);

        agenda.pass(Duration.ofSeconds(6));
        assertThat(Stream.generate(disk::latency).limit(50)).allMatch(l -> l.toMillis() < 10);
    }

    @Test
    void refusesToOpenWhileTheEndOfTheLogIsMissing() {
        Store store = open();
        Term term = store.begin();
        for (int i = 0; i < 20; i++) {
            store.commit(term, List.of(new Change.ServingSet(i % 2 == 0, Instant.EPOCH)));
        }
        disk.loseLog();

        StoreException refused = catchThrowableOfType(StoreException.class, this::open);

        assertThat(refused.kind()).isEqualTo(StoreException.Kind.DAMAGED);
        disk.putBack();
        assertThat(open().load().serving()).isFalse();
    }

    @Test
    void opensAfterEveryLossOfPower() {
        for (int i = 0; i < 100; i++) {
            Store store = open();
            Term term = store.begin();
            for (int write = 0; write < i % 7; write++) {
                store.commit(term, MAINTENANCE);
                agenda.pass(Duration.ofMillis(100L * i));
            }
            disk.losePower();
        }
        assertThat(open().load().serving()).isFalse();
    }

    private Store open() {
        return disk.open(() -> true, killed::incrementAndGet);
    }
}
