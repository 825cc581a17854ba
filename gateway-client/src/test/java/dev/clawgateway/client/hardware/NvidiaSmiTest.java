package dev.clawgateway.client.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.Gpu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

        assertThat(smi.gpus().rows()).hasSize(2);
        assertThat(smi.gpus().rows().getFirst().links()).containsExactly(1);
        assertThat(smi.gpus().trouble()).isNull();
        assertThat(smi.readings().rows()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 15, 18})
    void keepsWhatAFailingToolTellsAndItsWords(int code) throws Exception {
        NvidiaSmi smi =
                script(
                        """
                        echo '0, NVIDIA L40S, 46068, GPU-a'
                        echo 'Unable to reach GPU 1: GPU is lost' >&2
                        exit %d
                        """
                                .formatted(code));

        ToolAnswer<Gpu> gpus = smi.gpus();

        assertThat(gpus.rows()).containsExactly(new Gpu(0, "NVIDIA L40S", 46_068, "GPU-a"));
        assertThat(gpus.trouble())
                .isEqualTo(
                        "nvidia-smi ended with " + code + ": Unable to reach GPU 1: GPU is lost");
    }

    @Test
    void saysWhatAToolWithoutADriverPrints() throws Exception {
        NvidiaSmi smi = script("echo 'NVIDIA-SMI has failed: no driver'; exit 9\n");

        assertThat(smi.gpus().rows()).isEmpty();
        assertThat(smi.readings().trouble())
                .isEqualTo("nvidia-smi ended with 9: NVIDIA-SMI has failed: no driver");
    }

    @Test
    void doesNotWaitForAToolThatHangs() throws Exception {
        NvidiaSmi smi =
                new NvidiaSmi(
                        program("echo '0, NVIDIA L40S, 46068, GPU-a'; exec sleep 600\n"),
                        Duration.ofSeconds(1));

        ToolAnswer<Gpu> gpus = smi.gpus();

        assertThat(gpus.rows()).hasSizeLessThanOrEqualTo(1);
        assertThat(gpus.trouble()).isEqualTo("nvidia-smi did not answer within 1 s");
    }

    @Test
    void findsNothingWhereThereIsNoTool() {
        ToolAnswer<Gpu> gpus = new NvidiaSmi("/no/such/nvidia-smi").gpus();

        assertThat(gpus.rows()).isEmpty();
        assertThat(gpus.trouble()).isNull();
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
        return new NvidiaSmi(program(body));
    }

    private String program(String body) throws IOException {
        Path file = folder.resolve("nvidia-smi");
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file.toString();
    }
}
