package dev.clawgateway.client.hardware;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a program of the system and reads what it prints, within limits. Blocks its caller. */
final class Tool {
    private static final Logger LOG = LoggerFactory.getLogger(Tool.class);
    private static final int MAX_OUTPUT_BYTES = 1024 * 1024;

    private Tool() {}

    /** Standard output; empty when the program is missing, fails, or takes longer than allowed. */
    static Optional<String> output(Duration limit, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            AtomicReference<String> text = new AtomicReference<>("");
            Thread reader = Thread.ofVirtual().start(() -> text.set(read(process)));
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                // A driver in trouble can hold its tools for ever.
                process.destroyForcibly();
                LOG.atWarn().addKeyValue("program", command.getFirst()).log("took too long");
                return Optional.empty();
            }
            reader.join(limit);
            return process.exitValue() == 0 ? Optional.of(text.get()) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String read(Process process) {
        try (InputStream output = process.getInputStream()) {
            return new String(output.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }
}
