package dev.clawgateway.server.access.provider;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.dialect.Figure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the keys of a provider at hand, so that nobody waits for it: fetches them ahead, again and
 * again, and sooner when a token names a key that is not among them, but however many do, never
 * again within {@link #PAUSE}. What is fetched takes the place of all that was there. A provider
 * that does not answer changes nothing: its last keys stay, and {@code /health} says so.
 */
public final class KeyWatch {
    /** Between two fetches, whatever is wished for. A fetch that is not over by then has failed. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    private static final Duration REFRESH = Duration.ofMinutes(5);

    /** Older keys are worth a word. */
    private static final Duration OLD = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

    private final String issuer;
    private final KeyDocuments documents;
    private final Executor executor;
    private final Time time;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final LongAdder good = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile ProviderKeys keys = ProviderKeys.NONE;
    private volatile @Nullable Attempt last;
    private volatile @Nullable Instant fetched;
    private volatile long fetchedNanos;
    private volatile @Nullable String problem;

    /** One fetch; counts until the next one begins. */
    private static final class Attempt {
        private final long begunNanos;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile boolean good;

        private Attempt(long begunNanos) {
            this.begunNanos = begunNanos;
        }
    }

    /**
     * Nothing is fetched yet.
     *
     * @param executor runs what waits for the provider
     */
    KeyWatch(String issuer, KeyDocuments documents, Executor executor, Time time) {
        this.issuer = issuer;
        this.documents = documents;
        this.executor = executor;
        this.time = time;
    }

    /** Null where there is none of that id; then newer ones are fetched before long. */
    @Nullable ProviderKey find(String id) {
        ProviderKey key = keys.find(id);
        if (key == null) {
            wanted.set(true);
        }
        return key;
    }

    /** Whether it is still the one of that id. */
    boolean has(String id, ProviderKey key) {
        return key.equals(keys.find(id));
    }

    /** A duty: returns at once. One at a time. */
    public void look() {
        long now = time.nanos();
        Attempt before = last;
        if (before == null) {
            begin(now);
            return;
        }
        long since = now - before.begunNanos;
        if (since < PAUSE.toNanos()) {
            return;
        }
        fail(before, "no answer");
        if (!before.good || since >= REFRESH.toNanos() || wanted.get()) {
            begin(now);
        }
    }

    private void begin(long now) {
        wanted.set(false);
        Attempt attempt = new Attempt(now);
        last = attempt;
        executor.execute(() -> fetch(attempt));
    }

    private void fetch(Attempt attempt) {
        try {
            ProviderKeys found = documents.fetch();
            end(attempt, () -> take(attempt, found));
        } catch (IOException | RuntimeException failure) {
            fail(attempt, reason(failure));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private void take(Attempt attempt, ProviderKeys found) {
        keys = found;
        fetchedNanos = time.nanos();
        fetched = time.now();
        attempt.good = true;
        good.increment();
        if (problem != null) {
            LOG.atInfo().addKeyValue("issuer", issuer).log("the provider's keys are had again");
        }
        problem = null;
    }

    /** Of one that is over already nothing more is heard. */
    private void fail(Attempt attempt, String why) {
        end(
                attempt,
                () -> {
                    failed.increment();
                    if (problem == null) {
                        LOG.atWarn()
                                .addKeyValue("issuer", issuer)
                                .addKeyValue("reason", why)
                                .log("the keys of the identity provider cannot be fetched");
                    }
                    problem = why;
                });
    }

    private static void end(Attempt attempt, Runnable then) {
        if (attempt.over.compareAndSet(false, true)) {
            then.run();
        }
    }

    /** For {@code /health}. */
    public List<String> warnings() {
        String why = problem;
        Instant at = fetched;
        if (at == null) {
            return why == null
                    ? List.of()
                    : List.of(
                            "the keys of the identity provider "
                                    + issuer
                                    + " could not be fetched ("
                                    + why
                                    + "): nobody gets in by its tokens");
        }
        Duration age = Duration.ofNanos(time.nanos() - fetchedNanos);
        return age.compareTo(OLD) < 0
                ? List.of()
                : List.of(
                        "the keys of the identity provider "
                                + issuer
                                + " are "
                                + age.toMinutes()
                                + " minutes old ("
                                + why
                                + "): what it has changed since is not known here");
    }

    /** For Prometheus. */
    public List<Figure> figures() {
        String fetches = "Fetches of the identity provider's keys, by how they ended";
        return List.of(
                Figure.counter(
                        "gateway.oidc.fetches", fetches, Map.of("outcome", "good"), good::sum),
                Figure.counter(
                        "gateway.oidc.fetches", fetches, Map.of("outcome", "failed"), failed::sum),
                Figure.gauge(
                        "gateway.oidc.fetched.timestamp.seconds",
                        "When the identity provider's keys were last fetched; 0 for never",
                        Map.of(),
                        () -> {
                            Instant at = fetched;
                            return at == null ? 0 : at.getEpochSecond();
                        }),
                Figure.gauge(
                        "gateway.oidc.keys",
                        "Keys of the identity provider that tokens are believed by",
                        Map.of(),
                        () -> keys.size()));
    }
}
