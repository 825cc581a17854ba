package dev.clawgateway.client.runner;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.client.system.Disk;
import dev.clawgateway.client.system.ProcessGroup;
import dev.clawgateway.core.workload.WorkloadState;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one attempt: a folder whose existence says that the attempt was begun here, and
 * whose files say how far it came.
 *
 * <pre>
 * launch    gpus, container, what the gpus are, written before anything runs
 * order     by which it was started, written with it
 * claimed   whoever creates it decides whether the command runs: the wrapper, or a later agent
 * pid       process group, its start time and the machine's boot, written by the wrapper
 * stop      somebody asked for its end: when, and with how much grace
 * exit      exit code, and whether a signal made it, written by the wrapper
 * signal    what the wrapper's shell says about a signal
 * outcome   how it ended, written by the agent
 * reported  the gateway has heard of the outcome
 * stdout, stderr, *.offset   output, and how much of it was sent on
 * work/     working folder
 * </pre>
 *
 * <p>Any of them may be missing, empty or cut short, after a full disk or a power cut: what cannot
 * be read counts as not written.
 */
final class AttemptFolder {
    private static final Pattern EXIT = Pattern.compile("(\\d{1,3})( signal)?\n");

    private static final Duration USUAL_GRACE = Duration.ofSeconds(30);

    private final Path path;
    private final Disk disk;

    /** What the command left behind, and whether a signal ended it. */
    record Exit(int code, boolean signalled) {}

    AttemptFolder(Path path, Disk disk) {
        this.path = path;
        this.disk = disk;
    }

    /** False when the attempt was begun before. Once it is, no loss of power undoes that. */
    boolean begin() throws IOException {
        Path all = above(path);
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException _) {
            return false;
        } catch (NoSuchFileException _) {
            Files.createDirectories(all);
            disk.sync(above(all));
            return begin();
        }
        disk.sync(all);
        Files.createDirectory(work());
        return true;
    }

    private static Path above(Path below) {
        return Objects.requireNonNull(below.getParent(), "no attempt's folder is a root");
    }

    Path path() {
        return path;
    }

    Path work() {
        return path.resolve("work");
    }

    /** Exists once the container does. */
    Path containerCreated() {
        return path.resolve("cid");
    }

    Path output(boolean stderr) {
        return path.resolve(stderr ? "stderr" : "stdout");
    }

    void writeLaunch(Launch launch) throws IOException {
        String gpus =
                launch.gpus().numbers().stream()
                        .map(index -> index.toString())
                        .collect(Collectors.joining(" "));
        Launch.Container container = launch.container();
        String removal = container == null ? "" : container.runtime() + " " + container.name();
        // Nobody reads it before the wrapper is started, so it need not appear at once.
        Files.writeString(
                path.resolve("launch"),
                gpus + "\n" + removal + "\n" + launch.gpus().uuids() + "\n");
        if (!launch.order().isEmpty()) {
            Files.writeString(path.resolve("order"), launch.order() + "\n");
        }
    }

    /** Empty where it is not known, also when it was cut short. */
    String order() {
        String text = text("order");
        return text.endsWith("\n") ? text.strip() : "";
    }

    /** Before they were kept it was not written what the numbers meant. */
    GivenGpus gpus() {
        List<String> lines = lines("launch");
        return lines.isEmpty()
                ? GivenGpus.NONE
                : GivenGpus.read(
                        indexes(lines.getFirst(), " "), lines.size() < 3 ? "" : lines.get(2));
    }

    /** The numbers of a list; what is none is left out. */
    static List<Integer> indexes(String text, String separator) {
        return Arrays.stream(text.split(separator, -1))
                .filter(word -> word.matches("\\d{1,4}"))
                .map(Integer::valueOf)
                .toList();
    }

    Launch.@Nullable Container container() {
        List<String> lines = lines("launch");
        if (lines.size() < 2 || !lines.get(1).contains(" ")) {
            return null;
        }
        String[] words = lines.get(1).split(" ", 2);
        return new Launch.Container(words[0], words[1]);
    }

    /** True when the caller is first, so that the command has not run and never will. */
    boolean claim() throws IOException {
        try {
            Files.createFile(path.resolve("claimed"));
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    Optional<ProcessGroup> group() {
        List<String> lines = lines("pid");
        return lines.isEmpty() ? Optional.empty() : ProcessGroup.parse(lines.getFirst());
    }

    /** Writes what {@link Wrapper} would, for a process that was found without its folder. */
    void writeGroup(ProcessGroup group) throws IOException {
        write("pid", group.line() + "\n");
    }

    Optional<Exit> exit() {
        Matcher match = EXIT.matcher(text("exit"));
        return match.matches()
                ? Optional.of(new Exit(Integer.parseInt(match.group(1)), match.group(2) != null))
                : Optional.empty();
    }

    void writeStop(AttemptStop order) throws IOException {
        write("stop", order.line() + "\n");
    }

    /** Somebody asked, even if it cannot be read any more how. */
    Optional<AttemptStop> stopOrder(Instant now) {
        if (!Files.exists(path.resolve("stop"))) {
            return Optional.empty();
        }
        List<String> lines = lines("stop");
        return (lines.isEmpty()
                        ? Optional.<AttemptStop>empty()
                        : AttemptStop.parse(lines.getFirst()))
                .or(() -> Optional.of(AttemptStop.first(now, USUAL_GRACE)));
    }

    /** What is told of an end stays so, whatever becomes of the machine. */
    void writeOutcome(Ending ending) throws IOException {
        Integer code = ending.exitCode();
        Path fresh = path.resolve("outcome.new");
        Files.writeString(
                fresh,
                ending.state()
                        + "\n"
                        + (code == null ? "" : code)
                        + "\n"
                        + ending.message().replace('\n', ' ')
                        + "\n");
        disk.sync(fresh);
        put(fresh, path.resolve("outcome"));
        disk.sync(path);
    }

    Optional<Ending> outcome() {
        List<String> lines = lines("outcome");
        if (lines.size() < 3) {
            return Optional.empty();
        }
        String code = lines.get(1);
        return finalState(lines.getFirst())
                .filter(_ -> code.matches("\\d{0,3}"))
                .map(state ->
                        new Ending(
                                state,
                                code.isEmpty() ? null : Integer.valueOf(code),
                                lines.get(2)));
    }

    private static Optional<WorkloadState> finalState(String word) {
        return Arrays.stream(WorkloadState.values())
                .filter(state -> state.isFinal() && state.toString().equals(word))
                .findFirst();
    }

    void markReported() throws IOException {
        try {
            Files.createFile(path.resolve("reported"));
        } catch (FileAlreadyExistsException _) {
            // Told twice.
        }
    }

    boolean reported() {
        return Files.exists(path.resolve("reported"));
    }

    /** When that was heard of; null when it was not. */
    @Nullable FileTime reportedAt() {
        try {
            return Files.getLastModifiedTime(path.resolve("reported"));
        } catch (IOException _) {
            return null;
        }
    }

    OptionalLong offset(boolean stderr) {
        String text = text(output(stderr).getFileName() + ".offset").strip();
        return text.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    void writeOffset(boolean stderr, long offset) throws IOException {
        write(output(stderr).getFileName() + ".offset", Long.toString(offset));
    }

    /** Removes everything, the memory that the attempt was here included. */
    void delete() throws IOException {
        try (Stream<Path> inside = Files.walk(path)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private void write(String name, String text) throws IOException {
        Path fresh = path.resolve(name + ".new");
        Files.writeString(fresh, text);
        put(fresh, path.resolve(name));
    }

    private static void put(Path fresh, Path target) throws IOException {
        try {
            replace(fresh, target);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            // Never of our making.
            Files.delete(target);
            replace(fresh, target);
        }
    }

    private static void replace(Path fresh, Path target) throws IOException {
        Files.move(
                fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<String> lines(String name) {
        return text(name).lines().toList();
    }

    /** Empty for a file that is not there: every reader takes that for "not come so far". */
    private String text(String name) {
        Path file = path.resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException _) {
            return "";
        }
    }
}
