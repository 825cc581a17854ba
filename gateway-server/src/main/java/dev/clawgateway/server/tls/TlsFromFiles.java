package dev.clawgateway.server.tls;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.TlsSetup;
import dev.clawgateway.net.tls.ListenerTls;
import dev.clawgateway.net.tls.TlsLibrary;
import dev.clawgateway.server.access.certificate.Authorities;
import dev.clawgateway.server.access.certificate.AuthoritiesInForce;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.ListenerConfig;
import dev.clawgateway.server.config.ListenerConfig.ClientCerts;
import dev.clawgateway.server.config.TlsConfig;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.reload.Prepared;
import dev.clawgateway.server.reload.ReloadException;
import dev.clawgateway.server.runtime.GatewayRuntime;
import dev.clawgateway.server.tls.TlsChange.Wish;
import dev.clawgateway.server.tls.WatchedFiles.Reading;
import dev.clawgateway.server.tls.WatchedFiles.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of all listeners that speak it, as configured and as the files are now. A connection keeps
 * what it was shown; the next one is shown what is good then. Safe from any thread; reading and
 * looking block on the disk.
 */
final class TlsFromFiles implements GatewayTls {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFromFiles.class);
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(1);

    private final WatchedFiles<ServerCertificate> pair;
    private final List<SecuredListener> listeners;
    private final ExpiryWatch expiries;
    private final Time time;

    /** Held while something is exchanged. */
    private final ReentrantLock exchanging = new ReentrantLock();

    private final AtomicLong exchanges = new AtomicLong();
    private final AtomicBoolean looking = new AtomicBoolean();
    private long ticketsRenewed;

    private TlsFromFiles(
            WatchedFiles<ServerCertificate> pair,
            List<SecuredListener> listeners,
            TlsConfig config,
            Time time) {
        this.pair = pair;
        this.listeners = List.copyOf(listeners);
        this.time = time;
        expiries = new ExpiryWatch(pair, this.listeners, config.warnBefore(), time);
        ticketsRenewed = time.nanos();
    }

    /**
     * Reads what is configured.
     *
     * @throws TlsException when a file cannot be used
     */
    static GatewayTls of(GatewayConfig config, Time time) throws TlsException {
        Map<String, @Nullable ClientCerts> secured = secured(config);
        if (secured.isEmpty()) {
            return NONE;
        }
        Reading<ServerCertificate> shown = source(config.tls()).read();
        TlsLibrary library = TlsLibrary.best();
        List<SecuredListener> listeners = new ArrayList<>();
        for (var each : secured.entrySet()) {
            listeners.add(new SecuredListener(each.getKey(), library, shown, each.getValue()));
        }
        LOG.atInfo()
                .addKeyValue("listeners", secured.keySet())
                .addKeyValue("library", library)
                .log("TLS is spoken");
        if (TlsLibrary.whyNotBest() != null) {
            LOG.atWarn()
                    .addKeyValue("why", TlsLibrary.whyNotBest())
                    .log(
                            "BoringSSL cannot be loaded: the JDK's TLS takes its place, and more time");
        }
        return new TlsFromFiles(new WatchedFiles<>(shown), listeners, config.tls(), time);
    }

    /** The listeners that speak TLS; with null for those that ask for no certificates. */
    private static Map<String, @Nullable ClientCerts> secured(GatewayConfig config) {
        Map<String, @Nullable ClientCerts> secured = new LinkedHashMap<>();
        if (config.tls().enabled()) {
            secured.put(ListenerConfig.SERVER, null);
        }
        for (ListenerConfig listener : config.listeners()) {
            secured.remove(listener.name());
            if (listener.tls()) {
                secured.put(listener.name(), listener.clients());
            }
        }
        return secured;
    }

    private static Source<ServerCertificate> source(TlsConfig config) {
        Path certificate = Objects.requireNonNull(config.certPath());
        Path key = Objects.requireNonNull(config.keyPath());
        return new Source<>(
                "tls.cert_path and tls.key_path",
                List.of(certificate, key),
                contents -> ServerCertificate.of(contents.get(0), contents.get(1)));
    }

    @Override
    public Map<String, TlsSetup> setups() {
        Map<String, TlsSetup> setups = new LinkedHashMap<>();
        listeners.forEach(listener -> setups.put(listener.name(), listener.setup(time)));
        return setups;
    }

    @Override
    public Map<String, AuthoritiesInForce> authorities() {
        Map<String, AuthoritiesInForce> authorities = new LinkedHashMap<>();
        for (SecuredListener listener : listeners) {
            AuthoritiesInForce believed = listener.authorities();
            if (believed != null) {
                authorities.put(listener.name(), believed);
            }
        }
        return authorities;
    }

    /**
     * Other files, or other contents of the same. Which listeners speak TLS, and which ask for
     * certificates at all, is settled at the start.
     */
    @Override
    public Prepared prepare(GatewayConfig next) throws ReloadException {
        if (!next.tls().enabled()) {
            return Prepared.NOTHING;
        }
        try {
            Map<String, @Nullable ClientCerts> secured = secured(next);
            List<Wish> wishes = new ArrayList<>();
            for (SecuredListener listener : listeners) {
                wishes.add(wish(listener, secured.get(listener.name())));
            }
            return new Reloading(
                    new TlsChange(pair, source(next.tls()).read(), wishes), next.tls());
        } catch (TlsException bad) {
            throw new ReloadException(bad.key(), String.valueOf(bad.getMessage()));
        }
    }

    private static Wish wish(SecuredListener listener, @Nullable ClientCerts next)
            throws TlsException {
        return next == null || listener.clientFiles() == null
                ? unchanged(listener)
                : new Wish(listener, SecuredListener.source(next).read(), next.required());
    }

    private static Wish unchanged(SecuredListener listener) {
        WatchedFiles<Authorities> files = listener.clientFiles();
        return new Wish(listener, files == null ? null : files.inForce(), listener.required());
    }

    /** A change that the configuration asks for. */
    private final class Reloading implements Prepared {
        private final TlsChange change;
        private final TlsConfig config;

        private Reloading(TlsChange change, TlsConfig config) {
            this.change = change;
            this.config = config;
        }

        @Override
        public void run() {
            exchange(change);
            expiries.warnBefore(config.warnBefore());
        }

        @Override
        public void discard() {
            change.discard();
        }
    }

    private void exchange(TlsChange change) {
        exchanging.lock();
        try {
            change.run();
            if (change.listeners() > 0) {
                long _ = exchanges.incrementAndGet();
            }
        } finally {
            exchanging.unlock();
        }
        if (change.listeners() > 0) {
            LOG.atInfo()
                    .addKeyValue("listeners", change.listeners())
                    .addKeyValue("certificate_ends", expiries.ownEnd())
                    .log("new connections are shown what is in the files now");
        }
    }

    @Override
    public void watch(GatewayRuntime runtime) {
        Executor disk = runtime.serial("tls-files");
        runtime.repeat(
                "tls-files",
                LOOK_PAUSE,
                () -> {
                    // While a disk hangs, no looks queue up behind it.
                    if (looking.compareAndSet(false, true)) {
                        disk.execute(this::lookOnce);
                    }
                });
    }

    private void lookOnce() {
        try {
            look();
        } finally {
            looking.set(false);
        }
    }

    /**
     * Looks at the files, exchanges what has changed, and says what ends soon. To be repeated, by
     * one thread at a time.
     */
    void look() {
        Reading<ServerCertificate> shown = pair.look();
        boolean news = shown != null;
        List<Wish> wishes = new ArrayList<>();
        for (SecuredListener listener : listeners) {
            WatchedFiles<Authorities> files = listener.clientFiles();
            Reading<Authorities> believed = files == null ? null : files.look();
            news |= believed != null;
            wishes.add(
                    believed == null
                            ? unchanged(listener)
                            : new Wish(listener, believed, listener.required()));
        }
        if (news) {
            take(shown == null ? pair.inForce() : shown, wishes);
        }
        renewTickets();
        expiries.tell();
    }

    private void take(Reading<ServerCertificate> shown, List<Wish> wishes) {
        try {
            exchange(new TlsChange(pair, shown, wishes));
        } catch (TlsException bad) {
            pair.complain(String.valueOf(bad.getMessage()));
        }
    }

    private void renewTickets() {
        if (time.nanos() - ticketsRenewed >= ListenerTls.RESUMABLE.toNanos()) {
            ticketsRenewed = time.nanos();
            listeners.forEach(SecuredListener::renewTickets);
        }
    }

    @Override
    public List<String> warnings() {
        Set<String> warnings = new LinkedHashSet<>();
        for (WatchedFiles<?> files : watched()) {
            String trouble = files.trouble();
            if (trouble != null) {
                warnings.add("TLS goes on with what was read before: " + trouble);
            }
        }
        warnings.addAll(expiries.warnings());
        return List.copyOf(warnings);
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>(expiries.figures());
        figures.add(
                Figure.counter(
                        "gateway.tls.reload.failures",
                        "Times that files of TLS had changed and could not be used",
                        Map.of(),
                        () -> watched().stream().mapToLong(WatchedFiles::troubles).sum()));
        figures.add(
                Figure.counter(
                        "gateway.tls.reloads",
                        "Times that new connections were shown or asked something new",
                        Map.of(),
                        exchanges::get));
        return figures;
    }

    private List<WatchedFiles<?>> watched() {
        List<WatchedFiles<?>> all = new ArrayList<>();
        all.add(pair);
        for (SecuredListener listener : listeners) {
            WatchedFiles<Authorities> files = listener.clientFiles();
            if (files != null) {
                all.add(files);
            }
        }
        return all;
    }
}
