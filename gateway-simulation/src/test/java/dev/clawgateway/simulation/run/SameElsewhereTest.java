package dev.clawgateway.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One seed tells one story, also in another process: one whose hashes of objects and whose order of
 * the library's maps are others, and that runs on another machine for all it can see.
 */
final class SameElsewhereTest {
    private static final List<Long> SEEDS = List.of(1L, 2L, 4L);

    private static final List<String> ELSEWHERE =
            List.of(
                    "-XX:+UnlockExperimentalVMOptions",
                    "-XX:hashCode=3",
                    "-XX:ActiveProcessorCount=1",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx512m",
                    "-Duser.language=tr",
                    "-Duser.country=TR",
                    "-Duser.timezone=Asia/Kathmandu",
                    "-Dos.name=Elsewhere",
                    "-Dos.version=1",
                    "-Dos.arch=other");

    @Test
    void tellsTheSameStoryInAnotherProcess() throws Exception {
        List<String> here = Stories.of(SEEDS);

        assertThat(elsewhere()).isEqualTo(here).hasSizeGreaterThan(1000);
    }

    private static List<String> elsewhere() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin/java");
        command.addAll(ELSEWHERE);
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Stories.class.getName());
        SEEDS.forEach(seed -> command.add(seed.toString()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = output.lines().toList();
            assertThat(process.waitFor()).isZero();
            return lines;
        }
    }
}
