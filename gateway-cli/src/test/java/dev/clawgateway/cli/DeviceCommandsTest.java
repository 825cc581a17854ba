package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import dev.clawgateway.cli.command.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices from the command line, where there are none. */
class DeviceCommandsTest {
    @TempDir private Path folder;
    private InProcessGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new InProcessGateway(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void saysThatNobodyWaits() {
        Ended listed = gateway.line("device list");

        assertThat(listed.code()).as(listed.err()).isEqualTo(ExitCode.OK);
        assertThat(listed.err()).contains("No device waits to be approved.");
        assertThat(gateway.line("device ls -o json").out())
                .isEqualTo("{\"pending\":[],\"paired\":[]}\n");
        assertThat(gateway.line("device approve --all").err())
                .contains("No device waits to be approved.");
    }

    @Test
    void saysWhatItDoesNotKnow() {
        for (String line :
                new String[] {
                    "approve nobody",
                    "reject nobody",
                    "remove nobody",
                    "rename nobody x",
                    "rotate-token nobody",
                    "revoke-token nobody"
                }) {
            Ended ended = gateway.line("device " + line);

            assertThat(ended.code()).as(line).isEqualTo(ExitCode.FAILURE);
            assertThat(ended.err()).as(line).contains("'nobody'");
        }
    }

    @Test
    void wantsOneRequestOrAll() {
        assertThat(gateway.line("device approve").code()).isEqualTo(ExitCode.USAGE);
        assertThat(gateway.line("device approve x --all").code()).isEqualTo(ExitCode.USAGE);
        assertThat(gateway.line("device approve x --role node").code()).isEqualTo(ExitCode.USAGE);
    }
}
