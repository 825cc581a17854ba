package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.simulation.SimulationOptions.RunTimes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client as the manual shows it. */
class JavaClientExampleTest {
    private static final Path ROOT = Path.of("..");
    private static final RunTimes SHORT =
            new RunTimes(Duration.ofMillis(100), Duration.ofMillis(200), 0);

    @TempDir private Path folder;

    @Test
    void doesWhatTheManualSays() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            gateway.startFleet(1, 1, 1, null, SHORT);
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            JavaClientExample.hello(gateway.url());
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).endsWith("ended as COMPLETED\n");
    }

    @Test
    void isInTheManualWordForWord() throws Exception {
        String source =
                Files.readString(
                        Path.of("src/test/java/dev/clawgateway/cli/JavaClientExample.java"));
        String shown =
                source.substring(
                                source.indexOf("// begin\n") + "// begin\n".length(),
                                source.indexOf("        // end"))
                        .stripTrailing()
                        .stripIndent();

        assertThat(Files.readString(ROOT.resolve("docs/api.md"))).contains(shown);
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains(shown);
    }
}
