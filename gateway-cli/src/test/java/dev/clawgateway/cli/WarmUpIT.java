package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the packaged program, which is warmed up. */
class WarmUpIT {
    /** With this Java ends when it cannot use the cache, instead of doing without. */
    private static final String ONLY_WITH_CACHE = "-XX:AOTMode=on";

    @TempDir private Path folder;

    record Ended(int code, String out, String err) {}

    @Test
    void keepsWhatJavaLearntAndUsesItForAsLongAsItHolds() throws Exception {
        copy(Path.of(System.getProperty("claw.distribution")));

        assertThat(run("", "warm-up").code()).isZero();

        Path cache = home().resolve("lib/claw-gateway.aot");
        assertThat(cache).exists();
        assertThat(run(ONLY_WITH_CACHE, "--version").code()).isZero();
        Files.copy(jar("jspecify"), home().resolve("plugins/own.jar"));
        assertThat(run(ONLY_WITH_CACHE, "--version").code()).isZero();

        Files.setLastModifiedTime(jar("gateway-cli"), FileTime.from(Instant.EPOCH));
        assertThat(run(ONLY_WITH_CACHE, "--version").code()).isNotZero();
        Ended without = run("", "--version");
        assertThat(without.code()).isZero();
        assertThat(without.err()).isEmpty();
    }

    private Path home() {
        return folder.resolve("program");
    }

    private Path jar(String name) throws IOException {
        try (Stream<Path> jars = Files.list(home().resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void copy(Path distribution) throws IOException {
        try (Stream<Path> files = Files.walk(distribution)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        home().resolve(distribution.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Files.deleteIfExists(home().resolve("lib/claw-gateway.aot"));
    }

    private Ended run(String options, String command) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder program =
                new ProcessBuilder(List.of(home().resolve("bin/claw-gateway").toString(), command));
        program.environment().put("CLAW_GATEWAY_JAVA_OPTS", options);
        Process process = program.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        int code = process.waitFor();
        return new Ended(code, Files.readString(out), Files.readString(err));
    }
}
