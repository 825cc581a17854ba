package dev.clawgateway.client.hardware;

import dev.clawgateway.client.system.Uninitiated;
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
    private static final int KILLED = 128 + 9;

    private Tool() {}

    /**
     * What came of it.
     *
     * @param exitCode as a shell counts it
     * @param inTime false when it was killed because it took too long
     */
    record Result(int exitCode, String output, String errors, boolean inTime) {
        boolean ok() {
            return inTime && exitCode == 0;
        }
    }

    /** Standard output; empty when the program is missing, fails, or takes longer than allowed. */
    static Optional<String> output(Duration limit, List<String> command) {
        return run(limit, command).filter(Result::ok).map(Result::output);
    }

    /** Empty when the program is missing. */
    static Optional<Result> run(Duration limit, List<String> command) {
        try {
            Process process = Uninitiated.program(command).start();
            process.getOutputStream().close();
            Reader output = new Reader(process.getInputStream());
            Reader errors = new Reader(process.getErrorStream());
            boolean inTime = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!inTime) {
                // A driver in trouble can hold its tools for ever.
                process.destroyForcibly();
                LOG.atWarn().addKeyValue("program", command.getFirst()).log("took too long");
            }
            int code = inTime ? process.exitValue() : KILLED;
            return Optional.of(new Result(code, output.text(inTime), errors.text(inTime), inTime));
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Reads one stream while the program runs. */
    private static final class Reader {
        // What it left behind may keep its output open.
        private static final Duration REST = Duration.ofSeconds(1);

        private final AtomicReference<String> text = new AtomicReference<>("");
        private final Thread thread;

        Reader(InputStream stream) {
            thread = Thread.ofVirtual().start(() -> text.set(read(stream)));
        }

        String text(boolean complete) throws InterruptedException {
            thread.join(complete ? REST : Duration.ofMillis(100));
            return text.get();
        }

        private static String read(InputStream stream) {
            try (stream) {
                return new String(stream.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8);
            } catch (IOException _) {
                return "";
            }
        }
    }
}
