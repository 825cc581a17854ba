package dev.clawgateway.cli.blows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What truly runs and ran, by the work's own word and by the kernel's: each start of an attempt
 * leaves a line in a file, and each process of it bears a mark in its environment.
 */
final class Traces {
    private static final Path PROC = Path.of("/proc");
    private static final String MARK = "BLOWS_STARTS";

    private final Path starts;

    Traces(Path folder) {
        this.starts = folder.resolve("starts");
    }

    Map<String, String> environment() {
        return Map.of(MARK, starts.toString());
    }

    /** Says that it began, runs for a while, and sometimes fails. */
    String script(String seconds, Random random) {
        String end = random.nextInt(8) == 0 ? "exit 3" : "exit 0";
        return "echo $WORKLOAD_ID $WORKLOAD_ATTEMPT >> $"
                + MARK
                + "; sleep "
                + seconds
                + "; "
                + end;
    }

    /** Says that it began, and runs until it is stopped. */
    String lasting() {
        return "echo $WORKLOAD_ID $WORKLOAD_ATTEMPT >> $" + MARK + "; sleep 3600";
    }

    /** Attempts that began. */
    List<String> begun() {
        try {
            return Files.exists(starts) ? Files.readAllLines(starts) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Attempts that began more than once, wherever. */
    List<String> begunTwice() {
        Set<String> seen = new HashSet<>();
        return begun().stream().filter(Predicate.not(seen::add)).toList();
    }

    /**
     * An attempt of which some process lives.
     *
     * @param folder where it lives, which is its agent's
     * @param gpus indexes, apart by commas
     */
    record Living(String workload, String attempt, String folder, String gpus) {
        private Stream<String> devices() {
            return gpus.isEmpty()
                    ? Stream.empty()
                    : Stream.of(gpus.split(",")).map(gpu -> "GPU " + gpu + " below " + folder);
        }
    }

    Set<Living> living() {
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(path -> Character.isDigit(path.getFileName().toString().charAt(0)))
                    .flatMap(this::living)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing for processes of others, and for such as end meanwhile. */
    private Stream<Living> living(Path process) {
        try {
            String environ = Files.readString(process.resolve("environ"));
            if (!environ.contains(MARK + "=" + starts + "\0")) {
                return Stream.empty();
            }
            Map<String, String> variables = new HashMap<>();
            for (String entry : environ.split("\0", -1)) {
                String[] parts = entry.split("=", 2);
                variables.put(parts[0], parts.length > 1 ? parts[1] : "");
            }
            String cwd = Files.readSymbolicLink(process.resolve("cwd")).toString();
            return Stream.of(
                    new Living(
                            variables.getOrDefault("WORKLOAD_ID", ""),
                            variables.getOrDefault("WORKLOAD_ATTEMPT", ""),
                            agentOf(cwd),
                            variables.getOrDefault("WORKLOAD_GPUS", "")));
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    private String agentOf(String cwd) {
        Path folder = starts.resolveSibling("");
        Path below = folder.relativize(Path.of(cwd));
        return below.getName(0).toString();
    }

    /**
     * Workloads that run twice at once, and devices that two hold. Seen in two looks in a row: in
     * one, the first may have ended before the second was seen.
     */
    Set<String> doubles() {
        Set<String> first = doubles(living());
        if (!first.isEmpty()) {
            first.retainAll(doubles(living()));
        }
        return first;
    }

    private static Set<String> doubles(Set<Living> living) {
        Set<String> found = new HashSet<>();
        collect(living, one -> Stream.of("workload " + one.workload()), found);
        collect(living, Living::devices, found);
        return found;
    }

    private static void collect(
            Set<Living> living, Function<Living, Stream<String>> keys, Set<String> found) {
        Map<String, Set<String>> holders = new HashMap<>();
        for (Living one : living) {
            String holder = one.workload() + "/" + one.attempt() + " below " + one.folder();
            keys.apply(one)
                    .forEach(key -> holders.computeIfAbsent(key, _ -> new HashSet<>()).add(holder));
        }
        holders.forEach((key, holding) -> {
            if (holding.size() > 1) {
                found.add(key + ": " + holding.stream().sorted().toList());
            }
        });
    }
}
