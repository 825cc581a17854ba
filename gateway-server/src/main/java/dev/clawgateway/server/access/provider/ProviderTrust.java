package dev.clawgateway.server.access.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are believed of a provider. */
final class ProviderTrust {
    private ProviderTrust() {}

    /** Those of a file in PEM form, and nobody else's. */
    static SSLContext only(Path authority) throws IOException {
        try (InputStream file = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                trusted.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw new GeneralSecurityException("there is no certificate in it");
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException failure) {
            throw new IOException(
                    "oidc.ca_path: cannot read certificates from "
                            + authority
                            + ": "
                            + failure.getMessage()
                            + "; it must be PEM",
                    failure);
        }
    }
}
