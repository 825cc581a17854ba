package dev.clawgateway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * How long {@code run} takes to show the first line of its workload, and to end, over the packaged
 * gateway and agent. Reports and does not judge, so no run of all tests includes it: see
 * docs/benchmarks.md.
 */
class RunCost {
    private static final double MICROS = 1000.0;

    /** How long the workload thinks before it prints; not counted. */
    private final int pauseSeconds = Integer.getInteger("pause", 0);

    private final String[] words = {
        "run", "--cpus", "0.1", "--", "sh", "-c", "sleep " + pauseSeconds + "; echo hello"
    };
    private final int times = Integer.getInteger("times", 100);
    private final int programs = Integer.getInteger("programs", 10);
    @TempDir private Path folder;

    /** When the first line was there, and when all was over; nanoseconds since the start. */
    private record Run(long line, long end) {}

    @Test
    void report() throws Exception {
        try (Programs fleet = new Programs(folder)) {
            fleet.startGateway();
            fleet.startAgent("n1", 1);
            for (int i = 0; i < (pauseSeconds == 0 ? 5 : 1); i++) {
                var _ = inThisProgram(fleet); // the first load classes
            }
            print("in a program that runs already", times, () -> inThisProgram(fleet));
            if (programs > 0) {
                print("as a program of its own", programs, () -> ofItsOwn(fleet));
            }
        }
    }

    @FunctionalInterface
    private interface Once {
        Run run() throws IOException, InterruptedException;
    }

    private void print(String what, int times, Once once) throws Exception {
        long[] lines = new long[times];
        long[] ends = new long[times];
        for (int i = 0; i < times; i++) {
            Run run = once.run();
            lines[i] = run.line() - TimeUnit.SECONDS.toNanos(pauseSeconds);
            ends[i] = run.end() - TimeUnit.SECONDS.toNanos(pauseSeconds);
        }
        System.out.printf(
                Locale.ROOT,
                "%s, %d times: first line p50 %.1f ms, p99 %.1f ms; end p50 %.1f ms, p99 %.1f ms;"
                        + " load %.1f%n",
                what,
                times,
                millis(lines, 50),
                millis(lines, 99),
                millis(ends, 50),
                millis(ends, 99),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static double millis(long[] nanos, int percent) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / MICROS / MICROS;
    }

    private Run inThisProgram(Programs fleet) {
        CommandLine root = ClawGateway.commandLine(Map.of("CLAW_GATEWAY", fleet.url()), folder);
        long begin = System.nanoTime();
        AtomicLong first = new AtomicLong();
        StringWriter err = new StringWriter();
        root.setOut(new PrintWriter(new FirstLine(first), true));
        root.setErr(new PrintWriter(err, true));
        int code = root.execute(with(fleet, words));
        if (code != 0 || first.get() == 0) {
            throw new IllegalStateException("run ended with " + code + ": " + err);
        }
        return new Run(first.get() - begin, System.nanoTime() - begin);
    }

    private static String[] with(Programs fleet, String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "--gateway";
        all[1] = fleet.url();
        System.arraycopy(words, 0, all, 2, words.length);
        return all;
    }

    private Run ofItsOwn(Programs fleet) throws IOException, InterruptedException {
        String[] all = with(fleet, words);
        String[] line = new String[all.length + 1];
        line[0] =
                Path.of(System.getProperty("claw.distribution"), "bin", "claw-gateway").toString();
        System.arraycopy(all, 0, line, 1, all.length);
        long begin = System.nanoTime();
        Process process =
                new ProcessBuilder(line).redirectError(folder.resolve("err").toFile()).start();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            if (!"hello".equals(out.readLine())) {
                throw new IllegalStateException("no line came");
            }
            long first = System.nanoTime();
            process.waitFor();
            return new Run(first - begin, System.nanoTime() - begin);
        }
    }

    /** Remembers when something was first printed. */
    private static final class FirstLine extends Writer {
        private final AtomicLong first;

        FirstLine(AtomicLong first) {
            this.first = first;
        }

        @Override
        public void write(char[] characters, int from, int length) {
            first.compareAndSet(0, System.nanoTime());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
