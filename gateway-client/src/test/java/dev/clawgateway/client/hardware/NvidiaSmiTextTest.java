package dev.clawgateway.client.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Gpu;
import dev.clawgateway.protocol.claw.GpuMetrics;
import java.util.List;
import java.util.Map;
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

        assertThat(NvidiaSmiText.gpus(text))
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
    void takesUnknownMemoryForNone() {
        // Machines whose GPU shares the host's memory say so.
        assertThat(NvidiaSmiText.gpus("0, NVIDIA GB10, [N/A], GPU-1\n"))
                .containsExactly(new Gpu(0, "NVIDIA GB10", 0, "GPU-1"));
    }

    @Test
    void keepsCommasOfAName() {
        assertThat(NvidiaSmiText.gpus("3, Model X, Rev 2, 100, GPU-1\n"))
                .containsExactly(new Gpu(3, "Model X, Rev 2", 100, "GPU-1"));
    }

    @Test
    void leavesOutWhatItDoesNotUnderstand() {
        assertThat(NvidiaSmiText.gpus("No devices were found\n\nx, y\n, , , \n")).isEmpty();
        assertThat(NvidiaSmiText.metrics("No devices were found\n0, 1, 2\n")).isEmpty();
    }

    @Test
    void readsTheMetrics() {
        String text =
                """
                0, 63, 30110, 46068, 58, 241.53
                1, [N/A], 4, 46068, 31, [N/A]
                2, 0, [N/A], [N/A], [Not Supported], [Unknown Error]
                """;

        assertThat(NvidiaSmiText.metrics(text))
                .containsExactly(
                        new GpuMetrics(0, 63, 30_110, 46_068, 58, 241.53f),
                        new GpuMetrics(1, 0, 4, 46_068, 31, null),
                        new GpuMetrics(2, 0, 0, 0, 0, null));
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
