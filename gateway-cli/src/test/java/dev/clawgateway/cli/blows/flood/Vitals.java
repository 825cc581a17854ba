package dev.clawgateway.cli.blows.flood;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process holds.
 *
 * @param heapKib live objects, after a collection that was asked for
 * @param residentKib memory of the machine
 * @param files open files, sockets among them
 */
public record Vitals(long heapKib, long residentKib, long files) {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final int TICKS_PER_SECOND = 100;

    /** Of a JVM. */
    public static Vitals of(long pid) {
        try {
            jcmd(pid, "GC.run");
            Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
            if (!used.find()) {
                throw new IllegalStateException("no heap");
            }
            return new Vitals(Long.parseLong(used.group(1)), resident(pid), files(pid));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process =
                new ProcessBuilder(tool, Long.toString(pid), command)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static long resident(long pid) throws IOException {
        for (String line : Files.readAllLines(process(pid, "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IllegalStateException("no VmRSS");
    }

    /** Open files of a process. */
    public static long files(long pid) throws IOException {
        try (Stream<Path> all = Files.list(process(pid, "fd"))) {
            return all.count();
        }
    }

    /** Processor time that a process has taken so far. */
    public static Duration processorTime(long pid) {
        try {
            String stat = Files.readString(process(pid, "stat"));
            List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            long ticks = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
            return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path process(long pid, String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }

    @Override
    public String toString() {
        return "heap %.1f MiB, resident %.0f MiB, %d files"
                .formatted(heapKib / 1024.0, residentKib / 1024.0, files);
    }
}
