package dev.clawgateway.server.access.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is believed when it says whose a certificate is: those of a file in PEM form, as it is now.
 * Safe from any thread; only {@link #look} reads the file.
 */
public final class WatchedAuthorities implements X509TrustManager {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedAuthorities.class);

    private final Path file;
    private volatile Edition current;

    /** Of the last look, where it failed; so that each trouble is told once. */
    private volatile @Nullable String trouble;

    /** What the file was. Two with the same time and size are the same. */
    private record Edition(int number, FileTime modified, long size, X509TrustManager trust) {}

    private WatchedAuthorities(Path file, Edition current) {
        this.file = file;
        this.current = current;
    }

    /**
     * Those of a file.
     *
     * @throws IOException when it cannot be read, or has none
     */
    public static WatchedAuthorities of(Path file) throws IOException, GeneralSecurityException {
        return new WatchedAuthorities(file, read(file, 0));
    }

    /** Another number than before: whoever was believed by then is to be judged anew. */
    public int edition() {
        return current.number;
    }

    /**
     * Reads the file again if it has changed. What cannot be read leaves those in force that are,
     * and is told once. By one thread at a time; blocks on the disk.
     */
    public void look() {
        Edition last = current;
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (!now.lastModifiedTime().equals(last.modified) || now.size() != last.size) {
                current = read(file, last.number + 1);
                LOG.atInfo()
                        .addKeyValue("file", file)
                        .addKeyValue("authorities", current.trust.getAcceptedIssuers().length)
                        .log("read anew who is believed about certificates of clients");
            }
            trouble = null;
        } catch (IOException | GeneralSecurityException failure) {
            String words = String.valueOf(failure);
            if (!words.equals(trouble)) {
                trouble = words;
                LOG.atWarn()
                        .addKeyValue("file", file)
                        .addKeyValue("why", words)
                        .log("cannot read listener.client_ca again; those read before count on");
            }
        }
    }

    private static Edition read(Path file, int number)
            throws IOException, GeneralSecurityException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        try (InputStream stream = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(stream);
            if (certificates.isEmpty()) {
                throw new IOException("there is no certificate in it");
            }
            return new Edition(number, now.lastModifiedTime(), now.size(), trusting(certificates));
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

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm)
            throws CertificateException {
        current.trust.checkClientTrusted(chain, algorithm);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm)
            throws CertificateException {
        current.trust.checkServerTrusted(chain, algorithm);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return current.trust.getAcceptedIssuers();
    }
}
