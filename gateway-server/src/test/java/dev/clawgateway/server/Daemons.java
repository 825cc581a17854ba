package dev.clawgateway.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Processes of the gateway for one test, in a folder of its own; closing kills those that are left.
 */
final class Daemons implements AutoCloseable {
    private static final Pattern ADDRESS =
            Pattern.compile(".*gateway listening .*address=https?://127\\.0\\.0\\.1:(\\d+) .*");

    private final Path folder;
    private final List<Process> started = new ArrayList<>();

    Daemons(Path folder) {
        this.folder = folder;
    }

    /** A process of the gateway, and its log. */
    record Daemon(Process process, BufferedReader log, InetSocketAddress address) {
        List<String> rest() throws IOException {
            return log.readAllLines();
        }

        /** The next line that has this in it. */
        String said(String words) throws IOException {
            String line = log.readLine();
            while (line != null && !line.contains(words)) {
                line = log.readLine();
            }
            assertThat(line).as(words).isNotNull();
            return String.valueOf(line);
        }

        /** Without SIG. */
        void signal(String name) throws IOException, InterruptedException {
            String number = Long.toString(process.pid());
            assertThat(new ProcessBuilder("kill", "-" + name, number).start().waitFor()).isZero();
        }

        /** A session of an operator. */
        RawClient cli() throws IOException {
            RawClient client = RawClient.connect(address);
            client.text(Frames.HELLO);
            client.expect("welcome");
            return client;
        }
    }

    Daemon start() throws IOException {
        return started(launch(config()));
    }

    /** Once it listens, with its address. */
    Daemon started(Daemon daemon) throws IOException {
        List<String> said = new ArrayList<>();
        for (String line = daemon.log().readLine(); line != null; line = daemon.log().readLine()) {
            said.add(line);
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.matches()) {
                int port = Integer.parseInt(matcher.group(1));
                return new Daemon(
                        daemon.process(),
                        daemon.log(),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            }
        }
        throw new AssertionError("the gateway did not start: " + said);
    }

    Daemon launch(Path config) throws IOException {
        return launch(config, 4096);
    }

    Daemon launch(Path config, Map<String, String> environment) throws IOException {
        return launch(config, 4096, environment);
    }

    Daemon launch(Path config, int files) throws IOException {
        return launch(config, files, Map.of());
    }

    Daemon launch(Path config, int files, Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "[ -z \"$IGNORED\" ] || trap '' $IGNORED; ulimit -n \"$0\" && exec \"$@\"",
                                Integer.toString(files),
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                GatewayMain.class.getName(),
                                config.toString())
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return new Daemon(process, process.inputReader(UTF_8), new InetSocketAddress(0));
    }

    /** On a port that the system picks, and the first folder of data. */
    Path config() throws IOException {
        return config("127.0.0.1:0", folder.resolve("data"));
    }

    /** As a file; the address is what it listens on. */
    Path config(String address, Path dataDir) throws IOException {
        return Files.writeString(
                Files.createTempFile(folder, "gateway", ".toml"),
                "[server]\nbind_address = \"%s\"\n[storage]\ndata_dir = \"%s\"\n"
                        .formatted(address, dataDir));
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }
}
