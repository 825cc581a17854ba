package dev.clawgateway.cli.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An authority, and what it issued to a gateway and to a client: PEM files in a folder, the keys
 * for their owner only.
 */
record TrialCertificates(Path folder) {
    private static final String AUTHORITY = "ca";
    private static final String SERVER = "server";
    private static final String CLIENT = "client";
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F]*:[0-9a-fA-F:.]*");
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII));

    Path authority() {
        return certificate(AUTHORITY);
    }

    Path server() {
        return certificate(SERVER);
    }

    Path serverKey() {
        return key(SERVER);
    }

    Path client() {
        return certificate(CLIENT);
    }

    Path clientKey() {
        return key(CLIENT);
    }

    Path authorityKey() {
        return key(AUTHORITY);
    }

    private Path certificate(String name) {
        return folder.resolve(name + ".crt");
    }

    private Path key(String name) {
        return folder.resolve(name + ".key");
    }

    /** Those of its files that are there. */
    List<Path> present() {
        return List.of(AUTHORITY, SERVER, CLIENT).stream()
                .flatMap(name -> List.of(certificate(name), key(name)).stream())
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    /**
     * Makes all of them anew.
     *
     * @param hosts names and addresses of the gateway, besides those of its own machine
     * @param client the common name in the client's certificate
     * @param days that they are good, from now on
     */
    void make(List<String> hosts, String client, int days)
            throws IOException, InterruptedException, GeneralSecurityException {
        Files.createDirectories(folder, mode("rwx------"));
        Path work = Files.createTempDirectory(folder, ".making");
        KeyTool tool = new KeyTool(work);
        try {
            tool.make(
                    AUTHORITY,
                    "CN=claw-gateway trial authority",
                    days,
                    null,
                    List.of("bc:critical=ca:true,pathlen:0", "ku:critical=keyCertSign,cRLSign"));
            tool.make(
                    SERVER,
                    "CN=claw-gateway",
                    days,
                    AUTHORITY,
                    List.of("ku:critical=digitalSignature", "eku=serverAuth", names(hosts)));
            tool.make(
                    CLIENT,
                    "CN=" + client,
                    days,
                    AUTHORITY,
                    List.of("ku:critical=digitalSignature", "eku=clientAuth"));
            for (String name : List.of(AUTHORITY, SERVER, CLIENT)) {
                write(
                        certificate(name),
                        "CERTIFICATE",
                        tool.certificate(name).getEncoded(),
                        "rw-r--r--");
                write(key(name), "PRIVATE KEY", tool.key(name).getEncoded(), "rw-------");
            }
        } finally {
            tool.forget();
            Files.delete(work);
        }
    }

    private static String names(List<String> hosts) {
        Set<String> names = new LinkedHashSet<>();
        for (String host : hosts) {
            names.add((ADDRESS.matcher(host).matches() ? "ip:" : "dns:") + host);
        }
        names.addAll(List.of("dns:localhost", "ip:127.0.0.1", "ip:::1"));
        return "san=" + String.join(",", names);
    }

    private static void write(Path file, String kind, byte[] content, String mode)
            throws IOException {
        Files.createFile(file, mode(mode));
        Files.writeString(
                file,
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                        .formatted(kind, PEM.encodeToString(content)),
                StandardOpenOption.WRITE);
    }

    private static FileAttribute<?> mode(String words) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(words));
    }
}
