package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import dev.clawgateway.cli.command.ExitCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines that cannot be meant: two lines, the error last. */
class UsageErrorsTest {
    private static final String NOWHERE = "ws://127.0.0.1:1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "statsu | claw-gateway | there is no command 'statsu'; did you mean status?",
                "workload sohw | claw-gateway workload | there is no command 'sohw'; did you mean show?",
                "workload | claw-gateway workload | Missing required subcommand: one of list, show",
                "run --gpsu 1 -- x | claw-gateway run | Unknown option: '--gpsu'; did you mean --gpus?",
                "status --outptu json | claw-gateway status | did you mean --output?",
                "run --gpus x -- y | claw-gateway run | option '--gpus': 'x' is no whole number from 0",
                "run --priority many | claw-gateway run | option '--priority': 'many' is no whole number",
                "run --label A | claw-gateway run | Value for option '--label' (<KEY=VALUE>) should be in KEY=VALUE",
                "maintenance add m --from noon | claw-gateway maintenance add | option '--from': 'noon' is no time; write 2026-03-05",
                "audit grep --since noon x | claw-gateway audit grep | option '--since': 'noon' is no time; write 2026-03-05",
                "help workload lits | claw-gateway workload | there is no command 'lits'; did you mean list?",
                "node show | claw-gateway node show | Missing required parameter: '<NODE>'"
            })
    void areOneLineOfUsageAndThenTheErrorWithWhatIsNearest(
            String line, String command, String error) {
        Ended ended = run(line);

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err().lines())
                .satisfiesExactly(
                        usage -> assertThat(usage).startsWith("usage: " + command + " [OPTIONS]"),
                        last -> assertThat(last).startsWith("error: ").contains(error));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--gateway localhost:8080 status | write ws://localhost:8080, or wss:// for TLS",
                "--gateway gpu-head status | write ws://gpu-head, or wss:// for TLS",
                "--gateway http://x status | must start with ws:// or wss://",
                "--gateway wss://x --ca-file /nowhere status | the CA file /nowhere does not exist",
                "--gateway wss://x --ca-file /etc/hostname status | holds no certificates in PEM",
                "--gateway ws://x --token-file /nowhere status | cannot read /nowhere: no such file",
                "--gateway ws://x | --gateway is for commands that ask a gateway",
                "agent --fake-gpus 256 | fake GPUs: 0 to 64 of them, was 256"
            })
    void nameWhatIsWrongWithTheConnection(String line, String error) {
        Ended ended = run(line);

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err()).contains(error).doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "--gateway ws://127.0.0.1:1 workload list",
        "workload --gateway ws://127.0.0.1:1 list",
        "workload list --gateway ws://127.0.0.1:1"
    })
    void doNotComeFromWhereTheConnectionIsNamed(String line) {
        Ended ended = run(line);

        assertThat(ended.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(ended.err()).contains("cannot reach " + NOWHERE + ": connection refused");
    }

    @Test
    void helpNeedsNoDashes() {
        for (String path : List.of("", "run", "workload list")) {
            Ended help = run(("help " + path).strip());
            Ended option = run((path + " --help").strip());

            assertThat(help.code()).as(help.err()).isZero();
            assertThat(help.out()).contains("Examples:").isEqualTo(option.out());
        }
    }

    private static Ended run(String line) {
        return Ended.of(line.split(" ", -1));
    }
}
