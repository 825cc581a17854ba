package dev.clawgateway.server;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.TlsSetup;
import dev.clawgateway.server.access.certificate.IdentityField;
import dev.clawgateway.server.access.certificate.IssuedCertificates;
import dev.clawgateway.server.access.certificate.WatchedAuthorities;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.ListenerConfig;
import dev.clawgateway.server.config.TlsConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS as configured: the given certificate, versions 1.3 and 1.2. Clients may not renegotiate,
 * which would cost this side far more than them (CVE-2011-1473).
 */
final class TlsContext {
    /** Read by the JDK once, when the first context is made. */
    private static final String REJECT_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

    private TlsContext() {}

    /**
     * By the names of the listeners that speak it.
     *
     * @param authorities who is believed about certificates of clients, by listener
     * @param time by which these end
     */
    static Map<String, TlsSetup> byListener(
            GatewayConfig config, Map<String, WatchedAuthorities> authorities, Time time)
            throws StartException {
        Map<String, TlsSetup> setups = new LinkedHashMap<>();
        if (config.tls().enabled()) {
            setups.put(WaysIn.SERVER, new TlsSetup(of(config.tls(), null, null)));
        }
        for (ListenerConfig listener : config.listeners()) {
            if (listener.tls()) {
                setups.put(
                        listener.name(),
                        setup(
                                config.tls(),
                                listener.clients(),
                                authorities.get(listener.name()),
                                time));
            } else {
                setups.remove(listener.name());
            }
        }
        return setups;
    }

    private static TlsSetup setup(
            TlsConfig config,
            ListenerConfig.@Nullable ClientCerts clients,
            @Nullable WatchedAuthorities authorities,
            Time time)
            throws StartException {
        if (clients == null || authorities == null) {
            return new TlsSetup(of(config, null, null));
        }
        IdentityField field =
                switch (clients.field()) {
                    case SUBJECT -> IdentityField.SUBJECT;
                    case SAN -> IdentityField.SAN;
                    case SPIFFE -> IdentityField.SPIFFE;
                };
        return new TlsSetup(
                of(
                        config,
                        authorities,
                        clients.required() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL),
                new IssuedCertificates(authorities, field, time));
    }

    private static Supplier<SslContext> of(
            TlsConfig config, @Nullable X509TrustManager authority, @Nullable ClientAuth clients)
            throws StartException {
        Path cert = Objects.requireNonNull(config.certPath());
        Path key = Objects.requireNonNull(config.keyPath());
        System.setProperty(REJECT_RENEGOTIATION, "true");
        try {
            SslContextBuilder builder =
                    SslContextBuilder.forServer(cert.toFile(), key.toFile())
                            .protocols("TLSv1.3", "TLSv1.2");
            if (authority != null && clients != null) {
                builder.trustManager(authority).clientAuth(clients);
            }
            SslContext context = builder.build();
            return () -> context;
        } catch (SSLException | IllegalArgumentException failure) {
            throw new StartException(
                    DaemonExitCode.CONFIGURATION,
                    "tls.cert_path and tls.key_path: cannot serve TLS with "
                            + cert
                            + " and "
                            + key
                            + ": "
                            + failure.getMessage()
                            + "; both must be PEM, belong together, and the key not be encrypted",
                    failure);
        }
    }
}
