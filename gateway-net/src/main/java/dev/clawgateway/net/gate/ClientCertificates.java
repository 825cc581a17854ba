package dev.clawgateway.net.gate;

import dev.clawgateway.core.TlsIdentity;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Judges the certificates that clients show. Safe from any thread; never waits for anything. */
@FunctionalInterface
public interface ClientCertificates {
    /**
     * Who a client is. Asked at every handshake, the short one of a resumed session too.
     *
     * @param chain the client's own first, as it sent it
     * @throws CertificateException when it is nobody; the message says why
     */
    TlsIdentity identity(List<X509Certificate> chain) throws CertificateException;
}
