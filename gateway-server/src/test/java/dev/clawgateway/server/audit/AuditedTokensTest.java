package dev.clawgateway.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.Tokens;
import dev.clawgateway.control.access.Tokens.Reading;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whoever has nothing good to exchange is written down, and what was shown is not. */
class AuditedTokensTest {
    private static final Peer PEER = new Peer("main", false, "192.0.2.7", 4711, null, null);
    private static final Credential CREDENTIAL =
            new Credential("id", new Holder.Join("*", Map.of(), 1), Instant.EPOCH, Instant.EPOCH);

    private final List<AuditEntry> noted = new ArrayList<>();
    private final List<Reading> told = new ArrayList<>();

    @Test
    void writesWhatIsNoGoodWithoutIt() {
        read(new Reading.Bad("it is not valid"));
        read(new Reading.Later("it is not valid", Duration.ofSeconds(3)));

        assertThat(told).hasSize(2);
        assertThat(noted)
                .hasSize(2)
                .allSatisfy(entry -> {
                    assertThat(entry.result()).isEqualTo(AuditEntry.Result.UNAUTHENTICATED);
                    assertThat(entry.caller().address()).isEqualTo("192.0.2.7");
                    assertThat(entry.why()).isEqualTo("it is not valid");
                });
        assertThat(noted.toString()).doesNotContain("eyJ");
    }

    /** Of these it is written what is done by them. */
    @Test
    void saysNothingOfWhatIsGoodOrWas() {
        read(new Reading.Good(CREDENTIAL));
        read(new Reading.Expired(CREDENTIAL));

        assertThat(told).hasSize(2);
        assertThat(noted).isEmpty();
    }

    private void read(Reading reading) {
        new AuditedTokens(new Fixed(reading), new Noting())
                .read(PEER, List.of("eyJ-a-forged-one"), told::add);
    }

    /** Reads the same in everything. */
    private record Fixed(Reading reading) implements Tokens {
        @Override
        public String sign(Credential credential) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void read(Peer peer, List<String> tokens, Consumer<Reading> then) {
            then.accept(reading);
        }
    }

    private final class Noting implements Audit {
        @Override
        public boolean kept() {
            return true;
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public boolean write(List<AuditEntry> entries) {
            return true;
        }

        @Override
        public void refused(AuditEntry entry) {
            noted.add(entry);
        }
    }
}
