package dev.clawgateway.client.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.Backoff;
import dev.clawgateway.client.discovery.FakeRegistry.Fault;
import dev.clawgateway.client.http.HttpAddresses;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gateways that are away, come back, or are several. */
class DiscoveryTroubleTest {
    private static final Registration ONE = Registration.of(1, "10.0.0.1", 5001);
    private static final Duration BEAT = Duration.ofSeconds(30);

    private final FakeRegistry gateway = new FakeRegistry();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void startsWhileTheGatewayIsAway() throws Exception {
        gateway.stop();
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            assertThat(member.pauses.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(member.client.registered()).isFalse();
            assertThat(member.heard.lines())
                    .containsExactly("lost " + gateway.url() + ": connection refused");

            gateway.restart();
            assertThat(member.pauses.turn()).isEqualTo(BEAT);

            assertThat(member.heard.lines())
                    .containsExactly("back", "joined []", "bootstrap", "leader 1@5001");
        }
    }

    /** The pauses are those of full jitter and nothing else, up to their cap. */
    @Test
    void triesEverMoreRarelyAtTimesOfItsOwn() throws Exception {
        Backoff expected =
                new Backoff(
                        new Backoff.Pace(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(50), // a sixth of the standard timeout
                                Duration.ofSeconds(60)),
                        new Random(MemberFixture.SEED));
        gateway.stop();
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            Duration pause = member.pauses.next();
            for (int i = 0; i < 12; i++) {
                assertThat(pause).isEqualTo(expected.next(Duration.ZERO, Duration.ZERO));
                pause = member.pauses.turn();
            }
            assertThat(member.heard.lines()).hasSize(1);
        }
    }

    /** A gateway that answers now and then only is not pressed either. */
    @Test
    void hurriesAgainAfterAGoodWhileOnly() throws Exception {
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            member.pauses.next();
            Duration longest = Duration.ZERO;
            for (int i = 0; i < 6; i++) {
                gateway.fail(Fault.INTERNAL_ERROR);
                Duration pause = member.pauses.turn();
                longest = pause.compareTo(longest) > 0 ? pause : longest;
                assertThat(member.pauses.turn()).isEqualTo(BEAT);
            }
            assertThat(longest).isGreaterThan(Duration.ofSeconds(1));

            member.time.advance(Duration.ofSeconds(61));
            gateway.fail(Fault.INTERNAL_ERROR);

            assertThat(member.pauses.turn()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void goesOnWithItsRegistrationAfterARestartOfTheGateway() throws Exception {
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            member.pauses.next();
            member.heard.lines();
            gateway.requests();

            gateway.stop();
            member.pauses.turn();
            assertThat(member.client.registered()).isTrue();
            gateway.restart();
            member.pauses.turn();

            assertThat(gateway.requests()).noneMatch(request -> request.contains("/register"));
            assertThat(member.heard.lines())
                    .containsExactly("lost " + gateway.url() + ": connection refused", "back");
        }
    }

    @Test
    void takesTheNextGatewayAtOnce() throws Exception {
        try (FakeRegistry second = new FakeRegistry()) {
            gateway.stop();
            try (MemberFixture member = MemberFixture.started(ONE, gateway.url(), second.url())) {
                assertThat(member.pauses.next()).isEqualTo(BEAT);
                assertThat(second.members()).containsExactly("1");
                assertThat(member.heard.lines()).doesNotContain("back");

                // It stays with the one that answered, until that fails.
                gateway.restart();
                member.pauses.turn();
                assertThat(gateway.requests()).isEmpty();

                second.fail(Fault.INTERNAL_ERROR);
                assertThat(member.pauses.turn()).isEqualTo(BEAT);
                assertThat(gateway.members()).containsExactly("1");
                assertThat(gateway.requests().get(1)).endsWith("\"rejoin\":true}");
            }
        }
    }

    @Test
    void saysWhatEveryGatewayFailedAt() throws Exception {
        try (FakeRegistry second = new FakeRegistry()) {
            gateway.stop();
            second.stop();
            try (MemberFixture member = MemberFixture.started(ONE, gateway.url(), second.url())) {
                member.pauses.next();
                assertThat(member.heard.lines())
                        .containsExactly(
                                "lost "
                                        + gateway.url()
                                        + ": connection refused; "
                                        + second.url()
                                        + ": connection refused");
            }
        }
    }

    @Test
    void saysWhoLeadsAndSaysItAgain() throws Exception {
        gateway.join(2, 6002);
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            member.pauses.next();
            member.heard.lines();

            member.client.announceLeader();
            member.pauses.next();
            assertThat(gateway.leader()).isEqualTo("1");
            assertThat(member.heard.lines()).containsExactly("leader 1@5001");

            gateway.forgetAll();
            member.pauses.turn();
            assertThat(gateway.leader()).isEqualTo("1");
        }
    }

    @Test
    void doesNotClaimToLeadWhenAnotherDoes() throws Exception {
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            member.pauses.next();
            member.client.announceLeader();
            member.pauses.next();

            gateway.join(2, 6002);
            gateway.leads(2);
            member.pauses.turn();
            gateway.forgetAll();
            member.pauses.turn();

            assertThat(gateway.leader()).isNull();
        }
    }

    @Test
    void showsItsToken() throws Exception {
        HttpAddresses withToken = HttpAddresses.of(List.of(gateway.url()), "s3cret", null);
        try (MemberFixture member = new MemberFixture(withToken, ONE, new Heard())) {
            member.client.start(member.heard);
            member.pauses.next();

            assertThat(gateway.tokens()).containsOnly("Bearer s3cret");
        }
        assertThat(withToken.toString()).doesNotContain("s3cret");
    }

    @Test
    void endsSoonThoughTheGatewayIsAway() throws Exception {
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            member.pauses.next();
            gateway.stop();
            member.client.close();

            assertThat(member.client.registered()).isFalse();
        }
    }
}
