package dev.clawgateway.server.access.certificate;

import dev.clawgateway.core.TlsIdentity;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.ClientCertificates;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;

/**
 * Believes certificates of an authority that are for clients, and of nobody who may issue some
 * itself.
 */
public record IssuedCertificates(AuthoritiesInForce authorities, IdentityField field, Time time)
        implements ClientCertificates {
    private static final String CLIENT_USE = "1.3.6.1.5.5.7.3.2";
    private static final int NO_AUTHORITY = -1;

    @Override
    public TlsIdentity identity(List<X509Certificate> chain) throws CertificateException {
        if (chain.isEmpty()) {
            throw new CertificateException("there is none");
        }
        int edition = authorities.edition();
        X509Certificate own = chain.getFirst();
        own.checkValidity(Date.from(time.now()));
        // The handshake has done so too, unless it was the short one of a resumed session.
        authorities
                .authorities()
                .judge()
                .checkClientTrusted(
                        chain.toArray(X509Certificate[]::new), own.getPublicKey().getAlgorithm());
        List<String> uses = own.getExtendedKeyUsage();
        if (uses == null || !uses.contains(CLIENT_USE)) {
            throw new CertificateException("it is not for clients (extended key usage)");
        }
        if (own.getBasicConstraints() != NO_AUTHORITY) {
            throw new CertificateException("it is that of an authority");
        }
        return new TlsIdentity(
                field.valueOf(own),
                own.getSerialNumber().toString(16),
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant(),
                edition);
    }
}
