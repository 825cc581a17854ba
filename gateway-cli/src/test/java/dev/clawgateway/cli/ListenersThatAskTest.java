package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each listener says for itself whether callers are asked who they are. */
class ListenersThatAskTest {
    private static final String NOT_LET_IN = "not let in";

    @TempDir private Path folder;

    private static Ended nodes(InProcessGateway gateway, String url) {
        return gateway.ended(List.of("node", "list", "--gateway=" + url));
    }

    private static String free() {
        return "127.0.0.1:" + Programs.freePort();
    }

    private static String listener(String address, boolean auth) {
        return """
        [[listener]]
        name = "other"
        bind_address = "%s"
        auth = %s
        """
                .formatted(address, auth);
    }

    @Test
    void oneAsksNobodyWhereOthersAsk() throws Exception {
        String other = free();
        try (InProcessGateway gateway =
                new InProcessGateway(folder, "[auth]\nenabled = true\n" + listener(other, false))) {
            assertThat(nodes(gateway, gateway.url()).err()).contains(NOT_LET_IN);

            assertThat(nodes(gateway, "ws://" + other).code()).isZero();
            Ended change =
                    gateway.ended(
                            List.of(
                                    "virtual-cluster",
                                    "set",
                                    "x",
                                    "--weight=2",
                                    "--gateway=ws://" + other));
            assertThat(change.code()).as(change.err()).isZero();
        }
    }

    @Test
    void oneAsksWhereOthersAskNobody() throws Exception {
        String other = free();
        try (InProcessGateway gateway = new InProcessGateway(folder, listener(other, true))) {
            assertThat(nodes(gateway, gateway.url()).code()).isZero();

            assertThat(nodes(gateway, "ws://" + other).err()).contains(NOT_LET_IN);
        }
    }
}
