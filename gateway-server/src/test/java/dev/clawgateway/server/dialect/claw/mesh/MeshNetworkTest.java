package dev.clawgateway.server.dialect.claw.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.time.SystemTime;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MeshNetworkTest {
    private static final int PLENTY = 20_000;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final MeshNetwork mesh =
            new MeshNetwork(
                    new MeshSettings(true, "10.0.0.0/16", 51_820), tasks::add, new SystemTime());

    @Test
    void boundsWhatWaits() {
        boolean last = true;
        for (int i = 0; i < PLENTY && last; i++) {
            mesh.ready(node(i), i, 0);
            last = mesh.joined(newcomer(i), _ -> {});
        }

        assertThat(last).isFalse();
        assertThat(tasks).hasSizeLessThan(PLENTY);
        mesh.left(node(0), 0); // is never forgotten
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        assertThat(mesh.member(node(0))).isNull();
        assertThat(mesh.member(node(1))).isNotNull();
        assertThat(mesh.joined(newcomer(0), _ -> {})).isTrue();
    }

    private static NodeId node(int number) {
        return new NodeId(new UUID(1, number));
    }

    private static MeshNetwork.Newcomer newcomer(int number) {
        return new MeshNetwork.Newcomer(
                node(number), number, "node-" + number, "key" + number, null);
    }
}
