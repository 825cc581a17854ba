package dev.clawgateway.client.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in for the tool, run for real. */
class NvidiaSmiTest {
    @TempDir private Path folder;

    @Test
    void asksTheTool() throws Exception {
        NvidiaSmi smi =
                script(
                        """
                        case "$*" in
                        "--query-gpu=index,name,memory.total,uuid --format=csv,noheader,nounits")
                            echo "0, NVIDIA L40S, 46068, GPU-a"
                            echo "1, NVIDIA L40S, 46068, GPU-b" ;;
                        "topo -m")
                            printf '\\tGPU0\\tGPU1\\nGPU0\\t X \\tNV4\\nGPU1\\tNV4\\t X \\n' ;;
                        *"utilization.gpu"*)
                            echo "0, 7, 1, 46068, 30, 20.5" ;;
                        *) exit 2 ;;
                        esac
                        """);

        assertThat(smi.gpus()).hasSize(2);
        assertThat(smi.gpus().getFirst().links()).containsExactly(1);
        assertThat(smi.metrics()).hasSize(1);
    }

    @Test
    void findsNothingWhereTheToolFails() throws Exception {
        NvidiaSmi smi = script("echo '0, NVIDIA L40S, 46068, GPU-a'; exit 9\n");

        assertThat(smi.gpus()).isEmpty();
        assertThat(smi.metrics()).isEmpty();
    }

    @Test
    void findsNothingWhereThereIsNoTool() {
        assertThat(new NvidiaSmi("/no/such/nvidia-smi").gpus()).isEmpty();
    }

    @Test
    void readsTheMemoryOfTheHost() throws Exception {
        Path meminfo =
                Files.writeString(folder.resolve("meminfo"), "X: 1 kB\nMemTotal:  2048 kB\n");

        assertThat(Host.memoryMib(meminfo)).isEqualTo(2);
        assertThat(Host.memoryMib(folder.resolve("none"))).isZero();
        assertThat(Host.detect().cpuMillis()).isPositive();
    }

    private NvidiaSmi script(String body) throws IOException {
        Path file = folder.resolve("nvidia-smi");
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new NvidiaSmi(file.toString());
    }
}
