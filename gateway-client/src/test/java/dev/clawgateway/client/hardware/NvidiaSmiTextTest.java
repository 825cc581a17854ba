package dev.clawgateway.client.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The formats are those that {@code nvidia-smi} of driver 5xx prints. */
class NvidiaSmiTextTest {
    @Test
    void readsTheGpus() {
        String text =
                """
                0, NVIDIA H100 80GB HBM3, 81559, GPU-5e1d77aa-1f0a-4b55-9a3c-000000000001
                1, NVIDIA H100 80GB HBM3, 81559, GPU-5e1d77aa-1f0a-4b55-9a3c-000000000002
                """;

        assertThat(NvidiaSmiText.gpus(text).rows())
                .containsExactly(
                        new Gpu(
                                0,
                                "NVIDIA H100 80GB HBM3",
                                81_559,
                                "GPU-5e1d77aa-1f0a-4b55-9a3c-000000000001"),
                        new Gpu(
                                1,
                                "NVIDIA H100 80GB HBM3",
                                81_559,
                                "GPU-5e1d77aa-1f0a-4b55-9a3c-000000000002"));
    }

    @Test
    void knowsAGpuThatUsesTheMemoryOfTheHost() {
        ToolAnswer<Gpu> found = NvidiaSmiText.gpus("0, NVIDIA GB10, [N/A], GPU-1\n");

        assertThat(found.rows())
                .containsExactly(new Gpu(0, "NVIDIA GB10", 0, "GPU-1", List.of(), List.of(), true));
        assertThat(found.trouble()).isNull();
    }

    @Test
    void keepsCommasOfAName() {
        assertThat(NvidiaSmiText.gpus("3, Model X, Rev 2, 100, GPU-1\n").rows())
                .containsExactly(new Gpu(3, "Model X, Rev 2", 100, "GPU-1"));
    }

    @Test
    void leavesOutWhatItDoesNotUnderstandAndSaysSo() {
        ToolAnswer<Gpu> gpus = NvidiaSmiText.gpus("No devices were found\n\nx, y\n, , , \n");

        assertThat(gpus.rows()).isEmpty();
        assertThat(gpus.trouble()).isEqualTo("No devices were found");
        assertThat(NvidiaSmiText.readings("0, 1, 2\n").rows()).isEmpty();
    }

    @Test
    void keepsTheGpusThatWorkBesideOneThatDoesNot() {
        ToolAnswer<Gpu> found =
                NvidiaSmiText.gpus(
                        """
                        0, NVIDIA L40S, 46068, GPU-a
                        1, ERR!, ERR!, ERR!
                        Unable to determine the device handle for GPU2: GPU is lost.
                        3, NVIDIA L40S, [Unknown Error], GPU-d
                        4, NVIDIA L40S, 46068, GPU-e
                        """);

        assertThat(found.rows()).extracting(Gpu::index).containsExactly(0, 4);
        assertThat(found.trouble()).isEqualTo("1, ERR!, ERR!, ERR!");
    }

    @Test
    void neverTakesAnUnknownReadingForZero() {
        String text =
                """
                0, 63, 30110, 46068, 58, 241.53
                1, [N/A], 4, 46068, 31, [N/A]
                2, 0, [N/A], [N/A], 40, [Not Supported]
                3, 5, 4, 46068, ERR!, ERR!
                4, ERR!, ERR!, ERR!, ERR!, ERR!
                """;

        ToolAnswer<GpuSample> read = NvidiaSmiText.readings(text);

        assertThat(read.rows())
                .containsExactly(
                        new GpuSample(0, 63, 30_110L, 46_068L, 58L, 241.53f),
                        new GpuSample(1, null, 4L, 46_068L, 31L, null),
                        new GpuSample(2, 0, null, null, 40L, null),
                        new GpuSample(3, 5, 4L, 46_068L, null, null));
        assertThat(read.rows().stream().map(GpuSample::metrics).flatMap(Optional::stream))
                .containsExactly(new GpuMetrics(0, 63, 30_110, 46_068, 58, 241.53f));
        assertThat(read.trouble()).contains("ERR!");
    }

    @Test
    void readsTheLinks() {
        String text =
                """
                \t\033[4mGPU0\tGPU1\tGPU2\tNIC0\tCPU Affinity\tNUMA Affinity\033[0m
                GPU0\t X \tNV12\tSYS\tPXB\t0-31\t0
                GPU1\tNV12\t X \tSYS\tPXB\t0-31\t0
                GPU2\tSYS\tSYS\t X \tPHB\t32-63\t1
                NIC0\tPXB\tPXB\tPHB\t X

                Legend:

                  X    = Self
                  NV#  = Connection traversing a bonded set of # NVLinks
                """;

        assertThat(NvidiaSmiText.links(text))
                .isEqualTo(Map.of(0, List.of(1), 1, List.of(0), 2, List.of()));
    }

    @Test
    void findsNoLinksInAnythingElse() {
        assertThat(NvidiaSmiText.links("")).isEmpty();
        assertThat(NvidiaSmiText.links("Failed to run topology matrix\n")).isEmpty();
    }
}
