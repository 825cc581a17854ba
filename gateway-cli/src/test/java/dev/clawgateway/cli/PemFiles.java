package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority, made by the JDK's own tool, and what it issues, as PEM files in a folder. */
final class PemFiles {
    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";

    private final Path folder;

    PemFiles(Path folder) throws Exception {
        this.folder = folder;
        keytool(AUTHORITY, "CN=authority", List.of("-ext", "bc:critical=ca:true"));
        write(AUTHORITY);
    }

    /** A certificate of those extensions, issued by the authority. */
    PemFiles issue(String name, String... extensions) throws Exception {
        List<String> options = new ArrayList<>(List.of("-signer", AUTHORITY));
        for (String extension : extensions) {
            options.addAll(List.of("-ext", extension));
        }
        keytool(name, "CN=" + name, options);
        write(name);
        return this;
    }

    Path authority() {
        return certificate(AUTHORITY);
    }

    Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    Path key(String name) {
        return folder.resolve(name + ".key");
    }

    private void keytool(String name, String subject, List<String> more) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-alias",
                                name,
                                "-dname",
                                subject,
                                "-keystore",
                                store().toString(),
                                "-storepass",
                                PASSWORD));
        command.addAll(more);
        Process tool =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(tool.waitFor()).isZero();
    }

    private Path store() {
        return folder.resolve("keys.p12");
    }

    private void write(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store())) {
            store.load(file, PASSWORD.toCharArray());
        }
        StringBuilder chain = new StringBuilder();
        for (Certificate certificate : store.getCertificateChain(name)) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Files.writeString(certificate(name), chain);
        byte[] key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
        Files.writeString(key(name), pem("PRIVATE KEY", key));
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(content));
    }
}
