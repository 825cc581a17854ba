package dev.clawgateway.server.tls;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.TlsSetup;
import dev.clawgateway.net.tls.ListenerTls;
import dev.clawgateway.net.tls.TlsLibrary;
import dev.clawgateway.net.tls.TlsMaterial;
import dev.clawgateway.server.access.certificate.Authorities;
import dev.clawgateway.server.access.certificate.AuthoritiesInForce;
import dev.clawgateway.server.access.certificate.IdentityField;
import dev.clawgateway.server.access.certificate.IssuedCertificates;
import dev.clawgateway.server.config.ListenerConfig.ClientCerts;
import dev.clawgateway.server.tls.WatchedFiles.Reading;
import dev.clawgateway.server.tls.WatchedFiles.Source;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One listener that speaks TLS. Exchanged by one thread at a time. */
final class SecuredListener {
    private final String name;
    private final ListenerTls tls;
    private final @Nullable Clients clients;

    /** Those of whom certificates are asked. */
    private record Clients(
            WatchedFiles<Authorities> files, AuthoritiesInForce authorities, IdentityField field) {
        static Clients of(ClientCerts config) throws TlsException {
            Reading<Authorities> read = source(config).read();
            return new Clients(
                    new WatchedFiles<>(read), new AuthoritiesInForce(read.value()), field(config));
        }

        private static IdentityField field(ClientCerts config) {
            return switch (config.field()) {
                case SUBJECT -> IdentityField.SUBJECT;
                case SAN -> IdentityField.SAN;
                case SPIFFE -> IdentityField.SPIFFE;
            };
        }
    }

    /** One that shows this, and asks clients for certificates if that is said. */
    SecuredListener(
            String name,
            TlsLibrary library,
            Reading<ServerCertificate> shown,
            @Nullable ClientCerts config)
            throws TlsException {
        this.name = name;
        this.clients = config == null ? null : Clients.of(config);
        Authorities believed = clients == null ? null : clients.files.inForce().value();
        try {
            tls =
                    new ListenerTls(
                            library,
                            material(shown.value(), believed, config != null && config.required()));
        } catch (SSLException | IllegalArgumentException failure) {
            throw shown.source().unusable(String.valueOf(failure.getMessage()));
        }
    }

    static Source<Authorities> source(ClientCerts config) {
        return new Source<>(
                "listener.client_ca",
                List.of(config.authority()),
                contents -> Authorities.of(Pem.certificates(contents.getFirst())));
    }

    private static TlsMaterial material(
            ServerCertificate shown, @Nullable Authorities believed, boolean required) {
        return new TlsMaterial(
                shown.key(),
                shown.chain(),
                believed == null ? null : new TlsMaterial.Clients(believed.judge(), required));
    }

    String name() {
        return name;
    }

    TlsSetup setup(Time time) {
        return clients == null
                ? new TlsSetup(tls::newHandler)
                : new TlsSetup(
                        tls::newHandler,
                        new IssuedCertificates(clients.authorities, clients.field, time));
    }

    /** Null where none are asked for certificates. */
    @Nullable WatchedFiles<Authorities> clientFiles() {
        return clients == null ? null : clients.files;
    }

    /** The same, as they are believed now. */
    @Nullable AuthoritiesInForce authorities() {
        return clients == null ? null : clients.authorities;
    }

    /** Whether nobody comes in without a certificate. */
    boolean required() {
        TlsMaterial.Clients asked = tls.material().clients();
        return asked != null && asked.required();
    }

    /**
     * Makes ready to show and believe something else.
     *
     * @param believed null where no clients are asked
     */
    ListenerTls.Exchange prepare(
            Reading<ServerCertificate> shown,
            @Nullable Reading<Authorities> believed,
            boolean required)
            throws TlsException {
        try {
            return tls.prepare(
                    material(shown.value(), believed == null ? null : believed.value(), required));
        } catch (SSLException | IllegalArgumentException failure) {
            throw shown.source().unusable(String.valueOf(failure.getMessage()));
        }
    }

    /** These are believed from now on. */
    void believe(Reading<Authorities> next) {
        if (clients != null) {
            boolean others = !next.saysTheSameAs(clients.files.inForce());
            clients.files.take(next);
            if (others) {
                clients.authorities.exchange(next.value());
            }
        }
    }

    void renewTickets() {
        tls.renewTickets();
    }
}
