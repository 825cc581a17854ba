package dev.clawgateway.cli.tls;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Certificates for trying out. */
@Command(
        name = "self-signed",
        description = {
            "Make an authority of your own, and certificates of it for a gateway and for a client:"
                    + " to try TLS out, or for a fleet that asks no other authority.",
            "Keys are ECDSA over P-256, in files that only you can read. Files that are there are"
                    + " never overwritten."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway tls self-signed --dir ./tls",
            "  claw-gateway tls self-signed --dir ./tls --host gateway.example --host 10.0.0.7",
            "  claw-gateway tls self-signed --dir ./tls --client gpu-17 --days 30"
        })
final class SelfSignedCommand implements Callable<Integer> {
    /** What a certificate and a shell take as it is. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,62})");

    private static final Pattern HOST =
            Pattern.compile("\\*?[A-Za-z0-9._-]{1,253}|[0-9a-fA-F:.]{2,45}");
    private static final int MOST_DAYS = 3650;

    @Option(
            names = "--dir",
            required = true,
            paramLabel = "<DIR>",
            description = "Folder for the files; it is made if need be")
    private Path folder = Path.of("");

    @Option(
            names = "--host",
            paramLabel = "<NAME>",
            defaultValue = "localhost",
            description =
                    "Name or address by which the gateway is reached; may be repeated. This machine's"
                            + " own, localhost and 127.0.0.1, are always in it.")
    private List<String> hosts = List.of();

    @Option(
            names = "--client",
            paramLabel = "<NAME>",
            defaultValue = "trial",
            description =
                    "Who the client's certificate says it is, such as a node's name [default: trial]")
    private String client = "";

    @Option(
            names = "--days",
            paramLabel = "<N>",
            defaultValue = "365",
            description = "How long all of it is good [default: 365]")
    private int days;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        check();
        TrialCertificates files = new TrialCertificates(folder);
        List<Path> present = files.present();
        if (!present.isEmpty()) {
            throw CommandException.failure(
                    "nothing is overwritten, and there is already "
                            + present.stream().map(Path::toString).collect(Collectors.joining(", "))
                            + "; choose another --dir");
        }
        try {
            files.make(hosts, client, days);
        } catch (IOException | GeneralSecurityException failure) {
            throw CommandException.failure(
                    "no certificates can be made in " + folder + ": " + failure.getMessage());
        }
        print(files, spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private void check() {
        for (String host : hosts) {
            if (!HOST.matcher(host).matches()) {
                throw CommandException.usage("--host " + host + " is no name or address of a host");
            }
        }
        if (!NAME.matcher(client).matches()) {
            throw CommandException.usage(
                    "--client must be at most 63 of letters, digits, '.', '_' and '-'");
        }
        if (days < 1 || days > MOST_DAYS) {
            throw CommandException.usage("--days must be from 1 to " + MOST_DAYS);
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw CommandException.usage("--dir " + folder + " is no folder");
        }
    }

    private void print(TrialCertificates files, PrintWriter out) {
        String host =
                hosts.getFirst().contains(":") ? "[" + hosts.getFirst() + "]" : hosts.getFirst();
        String at = " --gateway wss://" + host + ":8443 --ca-file " + files.authority();
        out.printf(
                """
                Certificates for %s days are in %s. Keep %s to yourself: it can issue more.

                The gateway:
                  claw-gateway --bind 0.0.0.0:8443 --tls-cert %s --tls-key %s
                A node, and who asks:
                  claw-gateway agent%s
                  claw-gateway status%s
                Whoever shows the client's certificate is known by it, as %s, with this in the gateway's
                configuration (client_role says as what; without it, as a node):
                  [[listener]]
                  name = "server"
                  client_ca = "%s"
                  client_certs = "optional"
                  client_role = "admin"
                and is let in so:
                  claw-gateway status%s --client-cert %s --client-key %s
                """,
                days,
                folder,
                files.authorityKey(),
                files.server(),
                files.serverKey(),
                at,
                at,
                client,
                files.authority().toAbsolutePath().normalize(),
                at,
                files.client(),
                files.clientKey());
        out.flush();
    }
}
