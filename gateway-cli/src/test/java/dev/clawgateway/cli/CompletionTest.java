package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompletionTest {
    @TempDir private Path folder;

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        Path script = folder.resolve("completion.bash");
        Files.writeString(script, completionScript());

        String offered =
                bash(
                        """
                        source %s
                        COMP_WORDS=(claw-gateway workload st) COMP_CWORD=2
                        _complete_claw-gateway && echo "${COMPREPLY[@]}"
                        COMP_WORDS=(claw-gateway workspace cr) COMP_CWORD=2 COMPREPLY=()
                        _complete_claw-gateway && echo "${COMPREPLY[@]}"
                        COMP_WORDS=(claw-gateway node list --w) COMP_CWORD=3 COMPREPLY=()
                        _complete_claw-gateway && echo "${COMPREPLY[@]}"
                        COMP_WORDS=(claw-gateway run --g) COMP_CWORD=2 COMPREPLY=()
                        _complete_claw-gateway && echo "${COMPREPLY[@]}"
                        """
                                .formatted(script));

        assertThat(offered).contains("stop", "create", "--watch", "--gpus", "--gateway");
    }

    private static String completionScript() {
        CommandLine root = ClawGateway.commandLine();
        StringWriter out = new StringWriter();
        root.setOut(new PrintWriter(out, true));
        assertThat(root.execute("completion")).isZero();
        return out.toString();
    }

    private static String bash(String commands) throws Exception {
        Process bash = new ProcessBuilder("bash", "-c", commands).redirectErrorStream(true).start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output;
    }
}
