package dev.clawgateway.server.tls;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.access.certificate.Authorities;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.tls.WatchedFiles.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certificates end. Whoever is to renew them hears of it in time, once a day. */
final class ExpiryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWatch.class);
    private static final String NAME = "gateway.tls.certificate.expiry.timestamp.seconds";
    private static final String MEANING =
            "When the first certificate ends of those that a listener shows, or believes about"
                    + " clients";
    private static final Duration AGAIN = Duration.ofDays(1);

    private final WatchedFiles<ServerCertificate> pair;
    private final List<SecuredListener> listeners;
    private final Time time;
    private volatile Duration warnBefore;

    /** When each was told last, by {@code nanos}; of whoever tells. */
    private final Map<Expiry, Long> told = new HashMap<>();

    ExpiryWatch(
            WatchedFiles<ServerCertificate> pair,
            List<SecuredListener> listeners,
            Duration warnBefore,
            Time time) {
        this.pair = pair;
        this.listeners = listeners;
        this.warnBefore = warnBefore;
        this.time = time;
    }

    void warnBefore(Duration next) {
        warnBefore = next;
    }

    private Expiry own() {
        Reading<ServerCertificate> now = pair.inForce();
        return Expiry.of(
                "the gateway's certificate", now.source().files().getFirst(), now.value().chain());
    }

    /** When the gateway's own ends. */
    Instant ownEnd() {
        return own().ends();
    }

    private static @Nullable Expiry of(SecuredListener listener) {
        WatchedFiles<Authorities> files = listener.clientFiles();
        if (files == null) {
            return null;
        }
        Reading<Authorities> now = files.inForce();
        return Expiry.of(
                "an authority of clients of listener " + listener.name(),
                now.source().files().getFirst(),
                now.value().certificates());
    }

    private List<Expiry> all() {
        return Stream.concat(
                        Stream.of(own()),
                        listeners.stream().map(ExpiryWatch::of).filter(Objects::nonNull))
                .toList();
    }

    /** What is to be told people now. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Expiry expiry : all()) {
            String warning = expiry.warning(time.now(), warnBefore);
            if (warning != null) {
                warnings.add(warning);
            }
        }
        return warnings;
    }

    /** Tells the log, of each at most once a day. By one thread at a time. */
    void tell() {
        List<Expiry> all = all();
        told.keySet().retainAll(all);
        for (Expiry expiry : all) {
            String warning = expiry.warning(time.now(), warnBefore);
            Long last = told.get(expiry);
            if (warning != null && (last == null || time.nanos() - last >= AGAIN.toNanos())) {
                told.put(expiry, time.nanos());
                LOG.atWarn().addKeyValue("file", expiry.file()).log("{}", warning);
            }
        }
    }

    /** For Prometheus. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (SecuredListener listener : listeners) {
            figures.add(figure(listener, "certificate", this::ownEnd));
            if (listener.clientFiles() != null) {
                figures.add(
                        figure(
                                listener,
                                "client_ca",
                                () -> Objects.requireNonNull(of(listener)).ends()));
            }
        }
        return figures;
    }

    private static Figure figure(SecuredListener listener, String what, Supplier<Instant> end) {
        return Figure.gauge(
                NAME,
                MEANING,
                Map.of("listener", listener.name(), "what", what),
                () -> end.get().getEpochSecond());
    }
}
