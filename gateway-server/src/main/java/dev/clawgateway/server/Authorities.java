package dev.clawgateway.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Reads who is believed when it says whose a certificate is. */
final class Authorities {
    private Authorities() {}

    /**
     * Those of a file in PEM form.
     *
     * @throws StartException when there is none in it
     */
    static X509TrustManager read(Path file) throws StartException {
        try (InputStream stream = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(stream);
            if (certificates.isEmpty()) {
                throw new IOException("there is no certificate in it");
            }
            return trusting(certificates);
        } catch (IOException | GeneralSecurityException failure) {
            throw new StartException(
                    DaemonExitCode.CONFIGURATION,
                    "listener.client_ca: cannot read certificates from "
                            + file
                            + ": "
                            + failure.getMessage()
                            + "; it must be PEM",
                    failure);
        }
    }

    private static X509TrustManager trusting(Collection<? extends Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager"));
    }
}
