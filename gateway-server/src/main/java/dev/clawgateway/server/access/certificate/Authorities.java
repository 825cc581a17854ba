package dev.clawgateway.server.access.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Who is believed when it says whose a certificate is.
 *
 * @param certificates at least one
 * @param judge of what these have issued
 */
public record Authorities(List<X509Certificate> certificates, X509TrustManager judge) {
    public Authorities {
        certificates = List.copyOf(certificates);
    }

    /** Those of these certificates. */
    public static Authorities of(List<X509Certificate> certificates)
            throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException impossible) {
            throw new GeneralSecurityException(impossible); // nothing is read
        }
        int number = 0;
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return new Authorities(
                certificates,
                Arrays.stream(factory.getTrustManagers())
                        .filter(X509TrustManager.class::isInstance)
                        .map(X509TrustManager.class::cast)
                        .findFirst()
                        .orElseThrow(() -> new GeneralSecurityException("no trust manager")));
    }
}
