package dev.clawgateway.client.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class GpuFaultsTest {
    private static final Set<Integer> FATAL = Set.of(48, 79);

    private final GpuFaults faults = new GpuFaults();

    @Test
    void takesTheDriversWordForWhatToDo() {
        boolean told = faults.recovery("GPU-a, None\nGPU-b, Drain and Reset\nGPU-c, [N/A]\n");

        assertThat(told).isTrue();
        assertThat(faults.found())
                .containsExactly(new GpuFault("GPU-b", "its driver asks for: Drain and Reset"));
    }

    @Test
    void knowsWhenTheDriverDoesNotSay() {
        assertThat(faults.recovery("GPU-a, [Not Supported]\n")).isFalse();
        assertThat(faults.recovery("Field \"gpu_recovery_action\" is not a valid field\n"))
                .isFalse();
        assertThat(faults.found()).isEmpty();
    }

    @Test
    void countsUncorrectedErrorsAndRowsThatCannotBeReplaced() {
        faults.ecc("GPU-a, 0\nGPU-b, 3\nGPU-c, [N/A]\n");
        faults.rowsUsedUp("GPU-a, 1\nGPU-b, 0\nGPU-c, Yes\n");

        assertThat(faults.found())
                .containsExactly(
                        new GpuFault("GPU-b", "3 uncorrected ECC errors"),
                        new GpuFault("GPU-a", "a bad row of its memory could not be replaced"),
                        new GpuFault("GPU-c", "a bad row of its memory could not be replaced"));
    }

    @Test
    void findsFatalErrorsInTheKernelsLog() {
        String log =
                """
                [  100.1] NVRM: Xid (PCI:0000:52:00): 31, pid=7, name=python, Ch 00000008
                [  101.2] NVRM: Xid (PCI:0000:53:00): 79, pid='<unknown>', GPU has fallen off the bus.
                [  102.3] NVRM: Xid (PCI:0000:99:00): 79, of a GPU that is not here
                [  103.4] usb 1-1: new device
                """;

        faults.log(log, "GPU-a, 00000000:52:00.0\nGPU-b, 00000000:53:00.0\n", FATAL);

        assertThat(faults.found()).containsExactly(new GpuFault("GPU-b", "XID 79"));
    }
}
