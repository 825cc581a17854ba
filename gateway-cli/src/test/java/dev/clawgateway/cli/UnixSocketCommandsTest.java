package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clawgateway.cli.InProcessGateway.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands over a Unix socket: the kernel says who types them, and no token is needed. */
class UnixSocketCommandsTest {
    @TempDir private Path folder;

    @Test
    void needNoToken() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "needs Linux");
        String socket = folder.resolve("g.sock").toString();
        try (InProcessGateway gateway =
                new InProcessGateway(
                        folder,
                        """
                        [auth]
                        enabled = true
                        [[listener]]
                        name = "local"
                        bind_address = "unix:%s"
                        """
                                .formatted(socket))) {
            Ended over = gateway.ended(List.of("node", "list", "--gateway=unix:" + socket));

            assertThat(over.code()).as(over.err()).isZero();
            assertThat(gateway.ended(List.of("node", "list", "--gateway=" + gateway.url())).code())
                    .isNotZero();
            Ended change =
                    gateway.ended(
                            List.of(
                                    "virtual-cluster",
                                    "set",
                                    "x",
                                    "--weight=2",
                                    "--gateway=unix:" + socket));
            assertThat(change.code()).as(change.err()).isZero();
            for (String asked :
                    List.of("whoami", "config show", "members list", "discovery stats")) {
                Ended overHttp =
                        gateway.ended(List.of((asked + " --gateway=unix:" + socket).split(" ")));
                assertThat(overHttp.code()).as(asked + ": " + overHttp.err()).isZero();
            }
        }
    }

    @Test
    void sayWhatIsWrong() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "needs Linux");
        String nothing = "--gateway=unix:" + folder.resolve("nothing");
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            assertThat(gateway.ended(List.of("node", "list", nothing)).err())
                    .contains("no such socket");
            assertThat(gateway.ended(List.of("token", "list", nothing)).err())
                    .contains("no such socket");
            assertThat(gateway.ended(List.of("node", "list", "--gateway=unix:a")).err())
                    .contains("an absolute path");
        }
    }
}
