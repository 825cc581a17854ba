package dev.clawgateway.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.Disconnection;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.ManualLoop;
import dev.clawgateway.client.credential.AgentAdmission;
import dev.clawgateway.client.credential.CredentialExchange;
import dev.clawgateway.client.credential.Enrolment;
import dev.clawgateway.client.credential.ExchangeException;
import dev.clawgateway.client.credential.IssuedToken;
import dev.clawgateway.client.credential.TokenInFile;
import dev.clawgateway.client.hardware.FakeGpus;
import dev.clawgateway.client.hardware.NvidiaSmi;
import dev.clawgateway.client.hardware.ThisMachine;
import dev.clawgateway.client.system.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that has to be let in, in a time of its own. */
class JoiningAgentTest {
    private static final Duration LIFETIME = Duration.ofDays(30);

    @TempDir private Path folder;
    private final ManualLoop loop = new ManualLoop();
    private final Gateway gateway = new Gateway();
    private long ids;

    private final class Gateway implements CredentialExchange {
        private boolean away;
        private boolean refusing;
        private int issued;

        @Override
        public IssuedToken join(String ticket, String agentKey, String name)
                throws ExchangeException {
            return issue();
        }

        @Override
        public IssuedToken renew(String token) throws ExchangeException {
            return issue();
        }

        private IssuedToken issue() throws ExchangeException {
            if (away || refusing) {
                throw new ExchangeException("no", refusing);
            }
            return new IssuedToken("token-" + ++issued, loop.now(), loop.now().plus(LIFETIME));
        }
    }

    private Agent agent(AgentAdmission admission) throws IOException {
        AgentRuntime runtime =
                new AgentRuntime(
                        loop,
                        new SplittableRandom(1),
                        () -> new UUID(0, ++ids),
                        Map.of(),
                        new ThisMachine(new NvidiaSmi("no-such-program")),
                        (_, _, listener, wakeups) ->
                                new PretendedAttempts().tell(listener, wakeups),
                        OperatingSystem.ofThisMachine().disk(),
                        loop,
                        loop,
                        loop,
                        () -> {});
        AgentOptions options =
                new AgentOptions(
                        Endpoint.parse("ws://nowhere", null, null),
                        "n1",
                        folder,
                        Map.of(),
                        new FakeGpus(1, "A", 1000),
                        true,
                        false,
                        10,
                        AgentOptions.FATAL_XIDS,
                        admission);
        return Agent.start(options, runtime, new SilentListener());
    }

    private static Disconnection refused() {
        return new Disconnection(1008, 0, "the credential is not valid", Duration.ZERO);
    }

    @Test
    void connectsOnceItHasJoined() throws IOException {
        gateway.away = true;
        try (Agent _ = agent(new Enrolment(gateway, "ticket"))) {
            loop.advance(Duration.ofMinutes(5));
            assertThat(loop.connections()).isZero();
            gateway.away = false;
            loop.advance(Duration.ofMinutes(10));

            assertThat(loop.connections()).isEqualTo(1);
            assertThat(loop.shown()).isEqualTo("token-1");
        }
        try (Agent _ = agent(new Enrolment(gateway, null))) {
            loop.advance(Duration.ofSeconds(1));
            assertThat(loop.connections()).isEqualTo(2);
            assertThat(loop.shown()).isEqualTo("token-1");
        }
    }

    /** What it runs goes on; the session ends with what it came by, and the next begins at once. */
    @Test
    void comesBackWithItsNextToken() throws IOException {
        try (Agent agent = agent(new Enrolment(gateway, "ticket"))) {
            loop.advance(LIFETIME.multipliedBy(3).dividedBy(5));
            assertThat(loop.connections()).isEqualTo(1);
            loop.latest().closed(refused());
            loop.advance(Duration.ofSeconds(2));

            assertThat(loop.connections()).isEqualTo(2);
            assertThat(loop.shown()).isEqualTo("token-2");
            assertThat(agent.end()).isNotDone();
        }
    }

    /** Somebody replaces it, before it is refused or after. */
    @Test
    void comesBackWithWhatIsInItsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "one\n");
        try (Agent agent = agent(new TokenInFile(file))) {
            loop.advance(Duration.ofSeconds(1));
            assertThat(loop.shown()).isEqualTo("one");
            Files.writeString(file, "two\n");
            loop.latest().closed(refused());
            loop.advance(Duration.ofSeconds(1));
            assertThat(loop.shown()).isEqualTo("two");
            assertThat(loop.connections()).isEqualTo(2);

            loop.latest().closed(new Disconnection(1006, 401, "Unauthorized", Duration.ZERO));
            loop.advance(Duration.ofSeconds(50));
            assertThat(loop.connections()).isEqualTo(2);
            Files.writeString(file, "three");
            loop.advance(Duration.ofSeconds(6));
            assertThat(loop.shown()).isEqualTo("three");
            assertThat(loop.connections()).isEqualTo(3);
            assertThat(agent.end()).isNotDone();
        }
    }

    /** A session that there is stays: it ends with what it came by. */
    @Test
    void readsItsFileEachHour() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "one");
        try (Agent _ = agent(new TokenInFile(file))) {
            loop.advance(Duration.ofSeconds(1));
            Files.writeString(file, "two");
            loop.advance(Duration.ofHours(1));
            assertThat(loop.connections()).isEqualTo(1);
            Files.delete(file);
            loop.latest().closed(refused());
            loop.advance(Duration.ofSeconds(10));

            assertThat(loop.shown()).isEqualTo("two");
        }
    }

    @Test
    void isPatientWhereThereIsNothingInItsFile() throws IOException {
        Path file = folder.resolve("token");
        try (Agent agent = agent(new TokenInFile(file))) {
            loop.advance(Duration.ofDays(1));
            assertThat(loop.connections()).isZero();
            Files.writeString(file, "a b");
            loop.advance(Duration.ofSeconds(10));
            assertThat(loop.connections()).isZero();
            Files.writeString(file, "good");
            loop.advance(Duration.ofSeconds(6));

            assertThat(loop.shown()).isEqualTo("good");
            assertThat(agent.end()).isNotDone();
        }
    }

    @Test
    void isPatientAndNeverEndsWhereItIsRefused() throws IOException {
        try (Agent agent = agent(new Enrolment(gateway, "ticket"))) {
            loop.advance(Duration.ofSeconds(1));
            gateway.refusing = true;
            for (int tries = 2; tries < 30; tries++) {
                loop.latest()
                        .closed(
                                tries % 2 == 0
                                        ? refused()
                                        : new Disconnection(
                                                1006, 401, "Unauthorized", Duration.ZERO));
                loop.advance(Duration.ofSeconds(59));
                assertThat(loop.connections()).isEqualTo(tries - 1);
                loop.advance(Duration.ofSeconds(62));
                assertThat(loop.connections()).isEqualTo(tries);
            }
            assertThat(agent.end()).isNotDone();
        }
    }
}
