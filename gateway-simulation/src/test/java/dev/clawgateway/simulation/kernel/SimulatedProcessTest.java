package dev.clawgateway.simulation.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SimulatedProcessTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Dice dice = new Dice(3);
    private final Agenda agenda = new Agenda(dice);
    private final SimulatedMachine machine = new SimulatedMachine("m", agenda, dice);
    private final SimulatedProcess process = machine.start("program");
    private final List<String> done = new ArrayList<>();

    @Test
    void doesInOrderWhatOneThreadIsHandedAndInterleavesThreads() {
        SimulatedThread other = process.thread("other");
        for (int i = 0; i < 30; i++) {
            String number = "" + i;
            process.execute(() -> done.add("a" + number));
            other.execute(() -> done.add("b" + number));
        }

        agenda.pass(SECOND);

        assertThat(done.stream().filter(one -> one.startsWith("a")))
                .containsExactlyElementsOf(numbered("a"));
        assertThat(done.stream().filter(one -> one.startsWith("b")))
                .containsExactlyElementsOf(numbered("b"));
        assertThat(done.subList(0, 30)).anyMatch(one -> one.startsWith("b"));
        assertThat(done.subList(0, 30)).anyMatch(one -> one.startsWith("a"));
    }

    private static List<String> numbered(String letter) {
        return IntStream.range(0, 30).mapToObj(i -> letter + i).toList();
    }

    @Test
    void holdsEverythingBackWhileItIsPaused() {
        process.after(SECOND, () -> done.add("timer"));
        Timers.Timer cancelled = process.after(SECOND, () -> done.add("cancelled"));
        process.execute(() -> done.add("task"));
        process.pause();
        agenda.pass(SECOND.multipliedBy(5));
        process.execute(() -> done.add("later task"));
        cancelled.cancel();
        assertThat(done).isEmpty();

        process.resume();
        agenda.pass(SECOND);

        assertThat(done).containsExactlyInAnyOrder("timer", "task", "later task");
        assertThat(done.indexOf("task")).isLessThan(done.indexOf("later task"));
    }

    @Test
    void doesNothingMoreOnceItWasKilled() {
        process.after(SECOND, () -> done.add("timer"));
        process.execute(() -> done.add("task"));
        process.atEnd(how -> done.add("ended: " + how));

        process.kill();
        process.kill();
        process.execute(() -> done.add("late"));
        process.after(SECOND, () -> done.add("late timer"));
        agenda.pass(SECOND.multipliedBy(5));

        assertThat(done).containsExactly("ended: KILLED");
    }

    @Test
    void endsWithItsMachine() {
        process.atEnd(how -> done.add("ended: " + how));

        machine.powerOff();

        assertThat(process.alive()).isFalse();
        assertThat(done).containsExactly("ended: POWER");
    }

    @Test
    void repeatsUntilItIsTakenBack() {
        Timers.Timer repeated =
                process.thread("t").every(SECOND, SECOND, () -> done.add(agenda.age().toString()));
        agenda.pass(SECOND.multipliedBy(3));
        repeated.cancel();
        agenda.pass(SECOND.multipliedBy(3));

        assertThat(done).containsExactly("PT1S", "PT2S", "PT3S");
    }

    @Test
    void endsTheRunWithWhatNobodyCatches() {
        process.execute(() -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> agenda.pass(SECOND))
                .isInstanceOf(ProcessFault.class)
                .hasMessageContaining("m/program.1")
                .hasMessageContaining("broken");
    }

    @Test
    void showsTheClockOfItsMachine() {
        Instant before = process.time().now();
        long nanos = process.time().nanos();
        agenda.pass(SECOND);
        machine.stepClock(Duration.ofHours(-1));

        assertThat(process.time().now()).isEqualTo(before.plus(SECOND).minus(Duration.ofHours(1)));
        assertThat(process.time().nanos() - nanos).isEqualTo(SECOND.toNanos());
    }

    @Test
    void drawsTheSameFromTheSameSeedAndOthersForTheNextIncarnation() {
        SimulatedMachine again = new SimulatedMachine("m", agenda, new Dice(3));
        SimulatedProcess same = again.start("program");
        SimulatedProcess next = again.start("program");

        assertThat(same.ids().get()).isEqualTo(process.ids().get());
        assertThat(same.random().nextLong()).isEqualTo(process.random().nextLong());
        assertThat(next.ids().get())
                .isNotEqualTo(process.ids().get())
                .satisfies(id -> {
                    assertThat(id.version()).isEqualTo(4);
                    assertThat(id.variant()).isEqualTo(2);
                });
    }
}
