package dev.clawgateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates that sign themselves, made by the JDK's own tool. */
public final class Certificates {
    private static final String PASSWORD = "changeit";

    private Certificates() {}

    /** Where clients find the certificate. */
    public static Path caFile(Path folder) {
        return folder.resolve("ca.pem");
    }

    /** For a server of the JDK. */
    public static SSLContext serverContext(Path folder, String name) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(folder, name).getKeyManagers(), null, null);
        return context;
    }

    /** A new key for that name, such as {@code dns:localhost}. */
    static KeyManagerFactory keys(Path folder, String name) throws Exception {
        Path store = folder.resolve("gateway.p12");
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + name);
        keytool(store, "-exportcert", "-rfc", "-file", caFile(folder).toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        return factory;
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of(
                        "-alias",
                        "gateway",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor()).isZero();
    }
}
