package dev.clawgateway.server.access.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.TestIssuer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When keys are fetched, over documents and threads that move by hand. */
class KeyWatchTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static RSAKey first;
    private static RSAKey second;
    private static RSAKey namesake;

    private final MovableTime time = new MovableTime();
    private final Queue<Runnable> underWay = new ArrayDeque<>();
    private ProviderKeys published = ProviderKeys.NONE;
    private boolean broken;
    private int fetches;
    private final KeyWatch watch =
            new KeyWatch("https://login.example.com", this::fetch, underWay::add, time);

    @BeforeAll
    static void generate() {
        first = TestIssuer.key("first");
        second = TestIssuer.key("second");
        namesake = TestIssuer.key("first");
    }

    private ProviderKeys fetch() throws IOException {
        fetches++;
        if (broken) {
            throw new IOException("it is away");
        }
        return published;
    }

    private static ProviderKeys keys(RSAKey... keys) {
        try {
            return ProviderKeys.read(new JWKSet(Arrays.asList(keys)).toString().getBytes(UTF_8));
        } catch (JsonFormatException e) {
            throw new AssertionError(e);
        }
    }

    /** Time passes, with a look every second, and what was begun ends. */
    private void pass(Duration length) {
        for (long second = 0; second < length.toSeconds(); second++) {
            time.advance(SECOND);
            watch.look();
            end();
        }
    }

    private void end() {
        while (!underWay.isEmpty()) {
            underWay.remove().run();
        }
    }

    private void begin(RSAKey... keys) {
        published = keys(keys);
        watch.look();
        end();
    }

    @Test
    void fetchesAheadAndNowAndThen() {
        begin(first);

        assertThat(watch.find("first")).isNotNull();
        pass(Duration.ofSeconds(299));
        assertThat(fetches).isEqualTo(1);
        pass(Duration.ofSeconds(2));
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void fetchesOnceForAThousandUnknownKeys() {
        begin(first);
        published = keys(first, second);
        for (int i = 0; i < 1000; i++) {
            assertThat(watch.find("unknown-" + i)).isNull();
            watch.look();
            end();
        }
        assertThat(watch.find("second")).isNull();
        assertThat(fetches).isEqualTo(1);

        pass(Duration.ofSeconds(31));

        assertThat(fetches).isEqualTo(2);
        assertThat(watch.find("second")).isNotNull();
        pass(Duration.ofSeconds(60));
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void fetchesAtOnceWhereTheLastFetchIsLongAgo() {
        begin(first);
        published = keys(second);
        pass(Duration.ofSeconds(100));

        assertThat(watch.find("second")).isNull();
        pass(SECOND);

        assertThat(watch.find("second")).isNotNull();
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void takesTheNewKeysInPlaceOfAllOldOnes() {
        begin(first);
        ProviderKey before = Objects.requireNonNull(watch.find("first"));
        assertThat(watch.has("first", before)).isTrue();

        published = keys(second);
        pass(Duration.ofMinutes(6));

        assertThat(watch.find("first")).isNull();
        assertThat(watch.has("first", before)).isFalse();
    }

    @Test
    void tellsAKeyFromAnotherOfItsName() {
        begin(first);
        ProviderKey before = Objects.requireNonNull(watch.find("first"));

        published = keys(namesake);
        pass(Duration.ofMinutes(6));

        assertThat(watch.find("first")).isNotNull();
        assertThat(watch.has("first", before)).isFalse();
    }

    @Test
    void keepsItsKeysWhileTheProviderIsAway() {
        begin(first);
        broken = true;
        pass(Duration.ofMinutes(14));

        assertThat(watch.find("first")).isNotNull();
        assertThat(watch.warnings()).isEmpty();
        // Every 30 s since the first one that failed, after 5 minutes.
        assertThat(fetches).isEqualTo(1 + 19);

        pass(Duration.ofMinutes(2));
        assertThat(watch.warnings())
                .singleElement()
                .asString()
                .contains("https://login.example.com", "minutes old", "it is away");

        broken = false;
        pass(Duration.ofMinutes(1));
        assertThat(watch.warnings()).isEmpty();
    }

    @Test
    void saysThatItNeverHadAny() {
        broken = true;
        begin();

        assertThat(watch.warnings())
                .singleElement()
                .asString()
                .contains("could not be fetched (it is away)");
        assertThat(figure("gateway.oidc.fetched.timestamp.seconds")).isZero();
    }

    @Test
    void waitsForNobody() {
        begin(first);
        pass(Duration.ofSeconds(299));
        time.advance(Duration.ofSeconds(2));
        watch.look();
        Runnable hanging = underWay.remove();
        for (int i = 0; i < 29; i++) {
            time.advance(SECOND);
            watch.look();
        }
        assertThat(underWay).isEmpty();
        assertThat(watch.find("first")).isNotNull();

        published = keys(second);
        pass(Duration.ofSeconds(2));
        assertThat(watch.find("second")).isNotNull();
        assertThat(figure("failed")).isEqualTo(1);

        // What comes so late is of no use any more.
        published = keys(first);
        hanging.run();
        assertThat(watch.find("first")).isNull();
        assertThat(figure("failed")).isEqualTo(1);
    }

    @Test
    void countsWhatItDoes() {
        begin(first, second);

        assertThat(figure("good")).isEqualTo(1);
        assertThat(figure("failed")).isZero();
        assertThat(figure("gateway.oidc.keys")).isEqualTo(2);
        assertThat(figure("gateway.oidc.fetched.timestamp.seconds"))
                .isBetween(time.now().getEpochSecond() - 60.0, time.now().getEpochSecond() + 1.0);
    }

    private double figure(String name) {
        Figure found =
                watch.figures().stream()
                        .filter(figure ->
                                figure.name().equals(name) || figure.labels().containsValue(name))
                        .findFirst()
                        .orElseThrow();
        return found.value().getAsDouble();
    }
}
