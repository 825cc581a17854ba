package dev.clawgateway.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must not be anywhere but where it is kept, and where it is looked for. */
final class Secrets implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Map<String, String> secrets = new TreeMap<>();
    private final ConcurrentSkipListSet<String> processes = new ConcurrentSkipListSet<>();
    private final Thread watcher;
    private volatile boolean done;

    /** Looks at the machine's list of processes from now on. */
    Secrets() {
        watcher = Thread.ofPlatform().daemon().start(this::watch);
    }

    private void watch() {
        while (!done) {
            ProcessHandle.allProcesses().forEach(process -> processes.add(line(process.pid())));
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static String line(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException _) {
            return ""; // it has ended
        }
    }

    /** A text that nobody may find. */
    void add(String what, String secret) {
        assertThat(secret.length()).as(what).isGreaterThanOrEqualTo(16);
        secrets.put(what, secret);
    }

    /** A token: what makes it one is its signature. */
    void addToken(String what, String token) {
        add(what, token.substring(token.lastIndexOf('.') + 1));
    }

    /** What a pattern's group finds in a file, each time. */
    void addAll(String what, Path file, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
        int found = 0;
        while (matcher.find()) {
            add(what + " " + ++found, matcher.group(1));
        }
        assertThat(found).as("%s in %s", what, file).isPositive();
    }

    int size() {
        return secrets.size();
    }

    /** Names of those that a text holds. */
    List<String> in(String text) {
        return secrets.entrySet().stream()
                .filter(secret -> text.contains(secret.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Command lines of all programs that ran meanwhile. */
    String processes() {
        return String.join("\n", processes);
    }

    /** Of all files below a folder but some, those that hold any, and which. */
    List<String> below(Path folder, List<Path> keepers) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> keepers.stream().noneMatch(file::endsWith))
                    .forEach(file ->
                            in(text(file)).forEach(what -> found.add(what + " is in " + file)));
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (NoSuchFileException _) {
            return ""; // of a store that was still at work
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        done = true;
        try {
            watcher.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
