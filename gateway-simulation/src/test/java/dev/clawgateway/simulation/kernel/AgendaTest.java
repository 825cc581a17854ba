package dev.clawgateway.simulation.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AgendaTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<String> done = new ArrayList<>();

    @Test
    void doesWhatIsDueInTheOrderOfItsTime() {
        Agenda agenda = new Agenda(new Dice(1));
        agenda.after(SECOND.multipliedBy(3), () -> done.add("third"));
        agenda.after(SECOND, () -> agenda.after(SECOND, () -> done.add("second")));
        agenda.after(SECOND, () -> done.add("first"));

        agenda.pass(SECOND.multipliedBy(2));

        assertThat(done).containsExactly("first", "second");
        assertThat(agenda.age()).isEqualTo(SECOND.multipliedBy(2));
        assertThat(agenda.size()).isEqualTo(1);
    }

    @Test
    void drawsTheOrderOfWhatIsDueAtOneInstant() {
        List<List<String>> orders =
                IntStream.range(0, 20).mapToObj(seed -> orderAtOneInstant(seed)).toList();

        assertThat(orderAtOneInstant(7)).isEqualTo(orders.get(7));
        assertThat(orders.stream().distinct().count()).isGreaterThan(10);
    }

    private static List<String> orderAtOneInstant(long seed) {
        Agenda agenda = new Agenda(new Dice(seed));
        List<String> order = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d", "e", "f")) {
            agenda.after(SECOND, () -> order.add(name));
        }
        agenda.pass(SECOND);
        return order;
    }

    @Test
    void keepsTheOrderOfOneLaneAtOneInstant() {
        Agenda agenda = new Agenda(new Dice(5));
        for (int i = 0; i < 50; i++) {
            String name = "" + i;
            agenda.at(agenda.nanos(), 17, () -> done.add(name));
        }

        agenda.pass(SECOND);

        assertThat(done)
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(Integer::toString).toList());
    }

    @Test
    void leavesNothingOutAndNothingInWhateverIsTakenBack() {
        RandomGenerator random = new Dice(11).stream("test");
        for (int round = 0; round < 50; round++) {
            Agenda agenda = new Agenda(new Dice(round));
            List<Long> rang = new ArrayList<>();
            List<Timers.Timer> timers = new ArrayList<>();
            int taken = 0;
            for (int i = 0; i < 400; i++) {
                timers.add(
                        agenda.after(
                                Duration.ofMillis(random.nextInt(100)),
                                () -> rang.add(agenda.nanos())));
                if (random.nextInt(3) == 0) {
                    int before = agenda.size();
                    timers.get(random.nextInt(timers.size())).cancel();
                    taken += before - agenda.size();
                }
            }

            agenda.pass(SECOND);

            assertThat(rang).hasSize(400 - taken).isSorted();
            assertThat(taken).isPositive();
            assertThat(agenda.step()).isFalse();
        }
    }
}
