package dev.clawgateway.simulation.access;

import dev.clawgateway.control.access.KeyRotation;
import dev.clawgateway.control.access.RoleAccess;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.server.DoorSetup;
import dev.clawgateway.server.Doors;
import dev.clawgateway.server.access.TokenAccess;
import dev.clawgateway.server.access.key.KeySet;
import dev.clawgateway.server.access.key.SigningKey;
import dev.clawgateway.server.access.token.TokenCodec;
import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.Fact;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The keys that tokens are signed with, beside the gateway's disk: they outlive its processes. And
 * the doors that go by them, as the daemon's do.
 */
public final class WorldKeys implements KeyRotation {
    private static final String GATEWAY = "gateway";
    private static final int SECRET_BYTES = 32;
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(1);

    private final RandomGenerator random;
    private final Consumer<Fact> facts;
    private final TokenCodec codec = new TokenCodec(this::keys);
    private KeySet keys;

    /**
     * Keys.
     *
     * @param random what they are made from
     */
    public WorldKeys(RandomGenerator random, Consumer<Fact> facts) {
        this.random = random;
        this.facts = facts;
        keys = new KeySet(fresh(), fresh(), null);
    }

    private SigningKey fresh() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return SigningKey.of(secret);
    }

    private KeySet keys() {
        return keys;
    }

    /** Says which keys there are. */
    public void tell() {
        facts.accept(new AccessFact.KeysChanged(GATEWAY, good()));
    }

    private List<String> good() {
        return Stream.of(keys.current(), keys.next(), keys.previous())
                .filter(Objects::nonNull)
                .map(SigningKey::id)
                .toList();
    }

    /** Whether tokens of a key are good. */
    boolean good(String key) {
        return good().contains(key);
    }

    /** Id of the one that signs. */
    String signing() {
        return keys.current().id();
    }

    String sign(Credential credential) {
        return codec.sign(credential);
    }

    @Override
    public String rotate() {
        SigningKey next = Objects.requireNonNull(keys.next());
        keys = new KeySet(next, fresh(), keys.current());
        tell();
        return "tokens are signed with key " + signing();
    }

    /** What a gateway lets people in by. */
    public DoorSetup doors() {
        return (kept, nodes, runtime) -> {
            TokenAccess access =
                    TokenAccess.over(this::keys, kept, nodes, runtime.time(), runtime.timers());
            runtime.repeat("credentials", LOOK_PAUSE, access.grants()::look);
            return new Doors(
                    access.authenticator(),
                    new RoleAccess(),
                    access.tokens(),
                    this,
                    access.figures(),
                    List.of());
        };
    }
}
