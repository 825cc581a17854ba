package dev.clawgateway.client.http;

import dev.clawgateway.client.EndpointException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are believed. */
public final class Trust {
    private Trust() {}

    /** Those of a PEM file and nobody else's. */
    public static SSLContext only(Path caFile) {
        if (!Files.isRegularFile(caFile)) {
            throw new EndpointException("the CA file " + caFile + " does not exist");
        }
        try {
            return context(certificates(caFile));
        } catch (IOException e) {
            throw new EndpointException("the CA file " + caFile + " cannot be read: " + e);
        } catch (GeneralSecurityException _) {
            throw new EndpointException(
                    "the CA file "
                            + caFile
                            + " holds no certificates in PEM: it must have lines such as"
                            + " -----BEGIN CERTIFICATE-----");
        }
    }

    private static Collection<? extends Certificate> certificates(Path caFile)
            throws IOException, GeneralSecurityException {
        try (InputStream file = Files.newInputStream(caFile)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(file);
            if (certificates.isEmpty()) {
                throw new GeneralSecurityException("no certificate");
            }
            return certificates;
        }
    }

    private static SSLContext context(Collection<? extends Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            trusted.setCertificateEntry("ca-" + number++, certificate);
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
