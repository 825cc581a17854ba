package dev.clawgateway.client.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.ManualLoop;
import dev.clawgateway.client.system.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node's credential in a time of its own, and a gateway that is made up. */
class NodeCredentialTest {
    private static final Duration LIFETIME = Duration.ofDays(30);

    @TempDir private Path folder;
    private final ManualLoop loop = new ManualLoop();
    private final Gateway gateway = new Gateway();
    private final Heard heard = new Heard();

    /** Gives out tokens of a month, when it is there. */
    private final class Gateway implements CredentialExchange {
        private final List<String> asked = new ArrayList<>();
        private final Set<String> refused = new HashSet<>();
        private boolean away;
        private int issued;

        @Override
        public IssuedToken join(String ticket, String agentKey, String name)
                throws ExchangeException {
            asked.add("join " + name + " " + agentKey);
            return issue(ticket);
        }

        @Override
        public IssuedToken renew(String token) throws ExchangeException {
            asked.add("renew " + token);
            return issue(token);
        }

        private IssuedToken issue(String shown) throws ExchangeException {
            if (away) {
                throw new ExchangeException("connection refused", false);
            } else if (refused.contains(shown)) {
                throw new ExchangeException("the credential is not valid", true);
            }
            return new IssuedToken("token-" + ++issued, loop.now(), loop.now().plus(LIFETIME));
        }
    }

    private static final class Heard implements CredentialListener {
        private final List<String> tokens = new ArrayList<>();
        private final List<Duration> pauses = new ArrayList<>();

        @Override
        public void token(String token) {
            tokens.add(token);
        }

        @Override
        public void trouble(String why, Duration retryIn) {
            pauses.add(retryIn);
        }
    }

    private NodeCredential begin(@Nullable String ticket) {
        NodeCredential credential =
                new NodeCredential(
                        new NodeCredential.Ticket("gpu-1", ticket),
                        file(),
                        gateway,
                        loop,
                        loop,
                        new SplittableRandom(4711),
                        heard);
        credential.start();
        loop.advance(Duration.ZERO);
        return credential;
    }

    private CredentialFile file() {
        return new CredentialFile(OperatingSystem.ofThisMachine().disk(), folder);
    }

    private Path path() {
        return folder.resolve("credential.json");
    }

    @Test
    void joinsOnceAndKeepsWhatItGot() throws IOException {
        begin("ticket");
        assertThat(heard.tokens).containsExactly("token-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");

        begin(null);

        assertThat(heard.tokens).containsExactly("token-1", "token-1");
        assertThat(gateway.asked).hasSize(1);
    }

    /** The answer may have been lost: it is known by the same key. */
    @Test
    void asksAgainWithTheSameKey() {
        gateway.away = true;
        begin("ticket");
        loop.advance(Duration.ofMinutes(1));
        gateway.away = false;
        begin("ticket");

        assertThat(gateway.asked).hasSizeGreaterThan(3);
        assertThat(new HashSet<>(gateway.asked)).hasSize(1);
        assertThat(gateway.asked.getFirst()).hasSizeGreaterThan(64);
        assertThat(heard.tokens).containsExactly("token-1");
    }

    @Test
    void renewsFromHalfOfItsLifeOn() {
        begin("ticket");

        loop.advance(LIFETIME.dividedBy(2).minusSeconds(1));
        assertThat(heard.tokens).hasSize(1);
        loop.advance(LIFETIME.dividedBy(20).plusSeconds(1));

        assertThat(heard.tokens).containsExactly("token-1", "token-2");
        assertThat(gateway.asked.getLast()).isEqualTo("renew token-1");
        loop.advance(LIFETIME.multipliedBy(10));
        assertThat(heard.tokens).hasSizeBetween(19, 21);
    }

    @Test
    void goesOnTryingForAsLongAsItLives() {
        begin("ticket");
        gateway.away = true;

        loop.advance(LIFETIME.multipliedBy(2));

        assertThat(heard.tokens).hasSize(1);
        assertThat(heard.pauses)
                .hasSizeGreaterThan(1000)
                .allMatch(pause -> pause.compareTo(Duration.ofMinutes(10)) <= 0)
                .allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) >= 0);
        assertThat(heard.pauses.subList(20, heard.pauses.size()))
                .allMatch(pause -> pause.compareTo(Duration.ofMinutes(5)) >= 0);
        gateway.away = false;
        loop.advance(Duration.ofMinutes(10));
        assertThat(heard.tokens).containsExactly("token-1", "token-2");
    }

    @Test
    void isPatientWhereItIsRefused() {
        begin("ticket");
        gateway.refused.add("token-1");
        gateway.refused.add("ticket");

        loop.advance(LIFETIME);

        assertThat(heard.pauses.getFirst()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(gateway.asked).contains("renew token-1").hasSizeLessThan(10_000);
    }

    /** As after its end, when it is too late to renew. */
    @Test
    void joinsAgainWhereItsOwnIsRefusedAndThereIsATicket() {
        begin("ticket");
        gateway.refused.add("token-1");

        loop.advance(LIFETIME.multipliedBy(3).dividedBy(5));

        assertThat(heard.tokens).containsExactly("token-1", "token-2");
        assertThat(gateway.asked.getLast()).startsWith("join gpu-1 ");
    }

    @Test
    void takesWhatSomebodyLaysIntoTheFile() throws IOException {
        NodeCredential credential = begin("ticket");
        file().write(
                        new KeptCredential(
                                "another",
                                new IssuedToken("laid", loop.now(), loop.now().plus(LIFETIME))));

        credential.refused();
        loop.advance(Duration.ZERO);

        assertThat(heard.tokens).containsExactly("token-1", "laid");
        assertThat(gateway.asked).hasSize(1);
    }

    @Test
    void usesNoFileThatOthersRead() throws IOException {
        begin("ticket");
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r--r--"));

        begin(null);

        assertThat(heard.tokens).hasSize(1);
        assertThat(heard.pauses).hasSize(1);
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-------"));
        loop.advance(Duration.ofSeconds(10));
        assertThat(heard.tokens).hasSize(2);
    }

    /** It is shown all the same, and kept as soon as there is room. */
    @Test
    void showsWhatItCannotKeep() throws IOException {
        begin("ticket");
        Path blocked = folder.resolve("credential.json.new");
        Files.createDirectories(blocked.resolve("in the way"));

        loop.advance(LIFETIME.multipliedBy(3).dividedBy(5));
        assertThat(heard.tokens).containsExactly("token-1", "token-2");
        assertThat(Files.readString(path())).contains("token-1");
        Files.delete(blocked.resolve("in the way"));
        loop.advance(Duration.ofMinutes(10));

        assertThat(Files.readString(path())).contains("token-2");
        assertThat(heard.tokens).containsExactly("token-1", "token-2");
        assertThat(gateway.asked).hasSize(2);
    }

    @Test
    void saysNeitherKeyNorTokenInWords() {
        KeptCredential kept =
                new KeptCredential("secret-1", new IssuedToken("secret-2", loop.now(), loop.now()));

        assertThat(kept + "" + kept.token() + new NodeCredential.Ticket("gpu-1", "secret-3"))
                .doesNotContain("secret");
    }
}
