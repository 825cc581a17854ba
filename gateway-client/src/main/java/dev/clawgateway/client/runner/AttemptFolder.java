package dev.clawgateway.client.runner;

import dev.clawgateway.core.WorkloadState;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one attempt: a folder whose existence says that the attempt was begun here, and
 * whose files say how far it came.
 *
 * <pre>
 * launch    gpus and container, written before anything runs
 * claimed   whoever creates it decides whether the command runs: the wrapper, or a later agent
 * pid       process group, its start time and the machine's boot, written by the wrapper
 * stop      somebody asked for its end
 * exit      exit code, written by the wrapper
 * outcome   how it ended, written by the agent
 * reported  the gateway has heard of the outcome
 * stdout, stderr, *.offset   output, and how much of it was sent on
 * work/     working folder
 * </pre>
 */
final class AttemptFolder {
    private final Path path;

    AttemptFolder(Path path) {
        this.path = path;
    }

    /** False when the attempt was begun before. */
    static boolean begin(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException _) {
            return false;
        }
        Files.createDirectory(path.resolve("work"));
        return true;
    }

    Path path() {
        return path;
    }

    Path work() {
        return path.resolve("work");
    }

    Path output(boolean stderr) {
        return path.resolve(stderr ? "stderr" : "stdout");
    }

    void writeLaunch(Launch launch) throws IOException {
        String gpus =
                String.join(" ", launch.gpus().stream().map(index -> index.toString()).toList());
        Launch.Container container = launch.container();
        String removal = container == null ? "" : container.runtime() + " " + container.name();
        write("launch", gpus + "\n" + removal + "\n");
    }

    List<Integer> gpus() {
        List<String> lines = lines("launch");
        return lines.isEmpty() || lines.getFirst().isEmpty()
                ? List.of()
                : Arrays.stream(lines.getFirst().split(" ", -1)).map(Integer::valueOf).toList();
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

    OptionalInt exitCode() {
        String text = text("exit");
        return text.matches("\\d{1,3}\n")
                ? OptionalInt.of(Integer.parseInt(text.strip()))
                : OptionalInt.empty();
    }

    void markStop() throws IOException {
        write("stop", "");
    }

    boolean stopRequested() {
        return Files.exists(path.resolve("stop"));
    }

    void writeOutcome(Ending ending) throws IOException {
        Integer code = ending.exitCode();
        write(
                "outcome",
                ending.state()
                        + "\n"
                        + (code == null ? "" : code)
                        + "\n"
                        + ending.message().replace('\n', ' ')
                        + "\n");
    }

    Optional<Ending> outcome() {
        List<String> lines = lines("outcome");
        if (lines.size() < 3) {
            return Optional.empty();
        }
        String code = lines.get(1);
        return Optional.of(
                new Ending(
                        WorkloadState.valueOf(lines.getFirst().toUpperCase(Locale.ROOT)),
                        code.isEmpty() ? null : Integer.valueOf(code),
                        lines.get(2)));
    }

    void markReported() throws IOException {
        write("reported", "");
    }

    boolean reported() {
        return Files.exists(path.resolve("reported"));
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
        Files.move(
                fresh,
                path.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private List<String> lines(String name) {
        return text(name).lines().toList();
    }

    /** Empty for a file that is not there: every reader takes that for "not come so far". */
    private String text(String name) {
        try {
            return Files.readString(path.resolve(name));
        } catch (IOException _) {
            return "";
        }
    }
}
