package dev.clawgateway.net.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificates that issued themselves, in one store, made by the JDK's own tool. */
final class KeyPairs {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path file;

    KeyPairs(Path folder, String... names) throws Exception {
        file = folder.resolve("keys.p12");
        for (String name : names) {
            make(name);
        }
    }

    private void make(String name) throws Exception {
        Process tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-alias",
                                name,
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "san=dns:localhost",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                "changeit")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (tool.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(file)) {
            store.load(stream, PASSWORD);
        }
        return store;
    }

    X509Certificate certificate(String name) throws Exception {
        return (X509Certificate) open().getCertificate(name);
    }

    TlsMaterial material(String name, TlsMaterial.@Nullable Clients clients) throws Exception {
        return new TlsMaterial(
                (PrivateKey) open().getKey(name, PASSWORD), List.of(certificate(name)), clients);
    }

    /** Believes the certificates of these names. */
    X509TrustManager trust(String... names) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String name : names) {
            trusted.setCertificateEntry(name, certificate(name));
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /** Of a client that shows one, and believes those of all other names. */
    SSLContext client(String shown, String... believed) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                shown, open().getKey(shown, PASSWORD), PASSWORD, open().getCertificateChain(shown));
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new X509TrustManager[] {trust(believed)}, null);
        return context;
    }
}
