package dev.clawgateway.control.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemberWatchTest {
    private static final Duration QUIET = Duration.ofSeconds(150);
    private static final Duration GONE = Duration.ofMinutes(5);
    private static final Duration MASS = Duration.ofSeconds(1000);

    private final ManualTime time = new ManualTime();
    private Patience patience = new Patience(QUIET, GONE, MASS);
    private final MemberWatch<Integer> watch = new MemberWatch<>("test", () -> patience, time);
    private Set<Integer> members = Set.of(1);

    @Test
    void isQuietAfterAWhileAndGoneAfterTooLong() {
        watch.entered(1);
        assertThat(pass(QUIET.minusSeconds(1))).isEmpty();
        assertThat(watch.presence(1)).isEqualTo(Presence.HEARD);

        assertThat(pass(Duration.ofSeconds(1))).isEmpty();
        assertThat(watch.presence(1)).isEqualTo(Presence.QUIET);

        assertThat(pass(QUIET.minusSeconds(1))).isEmpty();
        assertThat(pass(Duration.ofSeconds(1))).containsExactly(1);
        assertThat(watch.presence(1)).isEqualTo(Presence.GONE);
    }

    @Test
    void hasAllOfAnotherPatienceFromItsChangeOn() {
        watch.entered(1);
        pass(QUIET.plusSeconds(1));

        patience = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20), MASS);

        look();
        assertThat(pass(Duration.ofSeconds(19))).isEmpty();
        assertThat(pass(Duration.ofSeconds(1))).containsExactly(1);
    }

    @Test
    void isThereAgainOnceItIsHeard() {
        watch.entered(1);
        pass(QUIET);

        assertThat(watch.heard(1)).isTrue();

        assertThat(watch.presence(1)).isEqualTo(Presence.HEARD);
        assertThat(pass(QUIET.minusSeconds(1))).isEmpty();
        assertThat(watch.presence(1)).isEqualTo(Presence.HEARD);
    }

    @Test
    void aBeatThatComesTooLateHelpsNot() {
        watch.entered(1);
        pass(GONE);

        assertThat(watch.heard(1)).isFalse();
        assertThat(look()).containsExactly(1);

        watch.entered(1);
        assertThat(look()).isEmpty();
        assertThat(watch.heard(1)).isTrue();
    }

    @Test
    void saysThatOneIsGoneUntilItIsNoMember() {
        watch.entered(1);
        pass(GONE);
        assertThat(look()).containsExactly(1);

        members = Set.of();
        assertThat(look()).isEmpty();
        members = Set.of(1);
        assertThat(look()).isEmpty();
    }

    @Test
    void hasFullPatienceAfterAStart() {
        assertThat(look()).isEmpty();

        assertThat(pass(GONE.minusSeconds(1))).isEmpty();
        assertThat(pass(Duration.ofSeconds(1))).containsExactly(1);
    }

    @Test
    void knowsNotWhenAnyoneWasHeardBeforeTheStart() {
        look();
        assertThat(watch.lastHeard(1)).isNull();

        Instant now = time.now();
        watch.heard(1);
        time.advance(QUIET);

        assertThat(watch.lastHeard(1)).isEqualTo(now);
    }

    @Test
    void hasFullPatienceAfterItsOwnPause() {
        watch.entered(1);
        pass(GONE.minusSeconds(1));

        time.advance(Duration.ofSeconds(60)); // nobody looked meanwhile
        assertThat(look()).isEmpty();

        assertThat(pass(GONE.minusSeconds(1))).isEmpty();
        assertThat(watch.presence(1)).isEqualTo(Presence.QUIET);
        assertThat(pass(Duration.ofSeconds(1))).containsExactly(1);
    }

    @Test
    void whoWasQuietBeforeAPauseIsStillQuiet() {
        watch.entered(1);
        pass(QUIET);

        time.advance(Duration.ofSeconds(60));
        look();

        assertThat(watch.presence(1)).isEqualTo(Presence.QUIET);
    }

    @Test
    void holdsNobodyGoneWhenMoreThanAFifthFallSilentTogether() {
        members = numbers(24);
        members.forEach(watch::entered);
        pass(QUIET.minusSeconds(1), 5, 24); // 0 to 4 are silent from now on

        assertThat(pass(GONE, 5, 24)).isEmpty();

        assertThat(watch.presence(0)).isEqualTo(Presence.QUIET);
        assertThat(watch.alarm())
                .satisfies(alarm -> {
                    assertThat(alarm.silent()).isEqualTo(5);
                    assertThat(alarm.of()).isEqualTo(24);
                    assertThat(alarm.waiting()).isTrue();
                });
    }

    @Test
    void aFifthAloneIsNoMassSilence() {
        members = numbers(25);
        members.forEach(watch::entered);

        assertThat(pass(GONE, 5, 25)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void fourAreNoMassSilence() {
        members = numbers(4);
        members.forEach(watch::entered);

        assertThat(pass(GONE)).hasSize(4);
        assertThat(watch.alarm()).isNull();
    }

    @Test
    void whenTheyComeBackTheOthersGetFullPatience() {
        members = numbers(10);
        members.forEach(watch::entered);
        pass(GONE.plusSeconds(10));
        assertThat(watch.alarm()).isNotNull();

        assertThat(pass(Duration.ofSeconds(1), 4, 10)).isEmpty();
        assertThat(watch.alarm()).isNull();

        assertThat(pass(GONE.minusSeconds(1), 4, 10)).isEmpty();
        assertThat(pass(Duration.ofSeconds(1), 4, 10)).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void waitsForThemForABoundedTime() {
        members = numbers(10);
        members.forEach(watch::entered);

        assertThat(pass(QUIET.plus(MASS).minusSeconds(1))).isEmpty();
        assertThat(pass(Duration.ofSeconds(1))).hasSize(10);
    }

    private static Set<Integer> numbers(int count) {
        return new HashSet<>(IntStream.range(0, count).boxed().toList());
    }

    private List<Integer> look() {
        return watch.look(members);
    }

    /** Looks every second, as production does, and nobody is heard. */
    private List<Integer> pass(Duration time) {
        return pass(time, 0, 0);
    }

    /** The same while members of these numbers are heard. */
    private List<Integer> pass(Duration duration, int from, int to) {
        List<Integer> gone = List.of();
        for (long second = 0; second < duration.toSeconds(); second++) {
            time.advance(Duration.ofSeconds(1));
            IntStream.range(from, to).forEach(watch::heard);
            gone = look();
        }
        return gone;
    }
}
