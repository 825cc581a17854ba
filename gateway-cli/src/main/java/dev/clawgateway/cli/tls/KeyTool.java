package dev.clawgateway.cli.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JDK's own tool for keys and certificates, which works on a store in a file of its own. */
final class KeyTool {
    private static final String PASSWORD_VARIABLE = "CLAW_KEYTOOL_PASSWORD";

    private final Path store;
    private final String password;

    /**
     * Over a store that is not there yet.
     *
     * @param folder for the store's file, which others must not read
     */
    KeyTool(Path folder) {
        store = folder.resolve("keys.p12");
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        password = HexFormat.of().formatHex(random);
    }

    /**
     * Makes a key of ECDSA over P-256, and a certificate of it.
     *
     * @param signer by whose key the certificate is signed; null for its own
     * @param extensions as the tool spells them
     */
    void make(
            String alias,
            String subject,
            int days,
            @Nullable String signer,
            List<String> extensions)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-sigalg",
                                "SHA256withECDSA",
                                "-alias",
                                alias,
                                "-dname",
                                subject,
                                "-validity",
                                Integer.toString(days + 1),
                                // A day before: clocks of other machines may be behind.
                                "-startdate",
                                "-1d",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass:env",
                                PASSWORD_VARIABLE));
        if (signer != null) {
            command.addAll(List.of("-signer", signer));
        }
        extensions.forEach(extension -> command.addAll(List.of("-ext", extension)));
        run(command);
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder tool = new ProcessBuilder(command).redirectErrorStream(true);
        tool.environment().put(PASSWORD_VARIABLE, password);
        Process running = tool.start();
        running.getOutputStream().close();
        String said = new String(running.getInputStream().readAllBytes(), UTF_8).strip();
        if (running.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }

    Certificate certificate(String alias) throws IOException, GeneralSecurityException {
        return open().getCertificate(alias);
    }

    Key key(String alias) throws IOException, GeneralSecurityException {
        return open().getKey(alias, password.toCharArray());
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
        KeyStore opened = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            opened.load(stream, password.toCharArray());
        }
        return opened;
    }

    void forget() throws IOException {
        Files.deleteIfExists(store);
    }
}
